"""The one sentence at the top of a page over many indicators, and the rule it follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tryggve.errors import Language
from tryggve.indicators.catalogue import load_catalogue
from tryggve.publish.wording import claim
from tryggve.publish.words import place_phrase
from tryggve.terms import Area, Finding


@dataclass(frozen=True, slots=True)
class Tally:
    """How many indicators got which sort of verdict."""

    all: int
    better: int
    worse: int

    @property
    def other(self) -> int:
        """How many got neither."""
        return self.all - self.better - self.worse


def tally(chosen: Sequence[Finding]) -> Tally:
    """Count the findings that are certain and better or worse."""
    return Tally(
        all=len(chosen),
        better=sum(1 for finding in chosen if finding.better is True),
        worse=sum(1 for finding in chosen if finding.better is False),
    )


def first_headline(top: Sequence[Finding], place: Area, *, language: Language) -> str:
    """Return the first clear finding in a few words; where none is clear, say that.

    Rule: the headline names one indicator, the first in ranked order, so that it never sums up several.
    """
    clear = next((finding for finding in top if finding.certain), None)
    if clear is None:
        where = place_phrase(place, language)
        return _("Inget har säkerställt ändrats eller avviker %(where)s") % {"where": where}
    text = claim(clear, load_catalogue(), language)
    return text[:1].upper() + text[1:]


def tally_headline(counted: Tally) -> str:
    """Say how many indicators are clearly better and worse; none of them is weighed against another."""
    numbers = {"all": counted.all, "better": counted.better, "worse": counted.worse}
    if counted.better and counted.worse:
        text = _("Av %(all)d indikatorer är %(better)d säkerställt bättre och %(worse)d säkerställt sämre")
    elif counted.worse:
        text = _("%(worse)d av %(all)d indikatorer är säkerställt sämre, ingen är säkerställt bättre")
    elif counted.better:
        text = _("%(better)d av %(all)d indikatorer är säkerställt bättre, ingen är säkerställt sämre")
    else:
        text = _("Ingen av %(all)d indikatorer är säkerställt bättre eller sämre")
    return text % numbers
