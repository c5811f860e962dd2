"""What a reporting period's state allows."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from tryggve.errors import NotAllowedError
from tryggve.plan.dates import known_words
from tryggve.web.followup.models import ReportingLink, ReportingPeriod


class PeriodState(StrEnum):
    """Where a period stands (Sv: läge)."""

    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"  # the last day has passed; late reports are still taken
    LOCKED = "locked"


def state_of(period: ReportingPeriod, *, today: dt.date) -> PeriodState:
    """Return a period's state on a day."""
    if period.locked_at is not None:
        return PeriodState.LOCKED
    if today < period.opens:
        return PeriodState.UPCOMING
    return PeriodState.OPEN if today <= period.closes else PeriodState.CLOSED


def takes_reports(period: ReportingPeriod, *, today: dt.date) -> bool:
    """Tell whether reports are taken."""
    return state_of(period, today=today) in (PeriodState.OPEN, PeriodState.CLOSED)


def require_taking(period: ReportingPeriod, *, today: dt.date, manages: bool = False) -> None:
    """Raise NotAllowedError where the period takes no reports; ``manages`` as in ``require_unlocked``."""
    if state_of(period, today=today) is PeriodState.UPCOMING:
        sv, en = (known_words(period.opens, "", "sv"), known_words(period.opens, "", "en"))
        raise NotAllowedError(
            sv=f"{period.name} öppnar {sv}. Rapportera då.", en=f"{period.name} opens on {en}. Report then."
        )
    require_unlocked(period, manages=manages)


def require_unlocked(period: ReportingPeriod, *, manages: bool) -> None:
    """Raise NotAllowedError where the period is locked; whoever ``manages`` it is told to reopen it."""
    if period.locked_at is None:
        return
    if manages:
        raise NotAllowedError(
            sv=f"{period.name} är låst. Öppna perioden igen på dess sida om något behöver rättas.",
            en=f"{period.name} is locked. Reopen the period on its page if something needs mending.",
        )
    raise NotAllowedError(
        sv=f"{period.name} är låst. Be samordnaren att öppna perioden igen om något behöver rättas.",
        en=f"{period.name} is locked. Ask the coordinator to reopen the period if something needs mending.",
    )


def require_locked(period: ReportingPeriod) -> None:
    """Raise NotAllowedError where the period is not locked."""
    if period.locked_at is None:
        raise NotAllowedError(
            sv=f"{period.name} är inte låst. Ladda om sidan och se vad som hänt.",
            en=f"{period.name} is not locked. Reload the page and see what happened.",
        )


def link_works(link: ReportingLink) -> bool:
    """Tell whether a personal link still opens its page."""
    return link.revoked_at is None and link.period.locked_at is None
