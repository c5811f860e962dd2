"""The checklist of the law on municipal crime prevention (2023:196), paragraph by paragraph."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from tryggve.errors import Language
from tryggve.indicators.indicator import Words
from tryggve.plan.dates import known_words

IN_FORCE = dt.date(2023, 7, 1)
PLAN_REQUIRED_FROM = dt.date(2024, 7, 1)


class LawState(StrEnum):
    """Whether a paragraph is met (Sv: läge)."""

    MET = "met"
    DUE = "due"  # done once, and its date has passed
    MISSING = "missing"
    UNTOLD = "untold"  # nothing is recorded here, which is not the same as missing

    @property
    def words(self) -> Words:
        """The state in words."""
        return _STATES[self]


_STATES = {
    LawState.MET: Words("Uppfyllt", "Met"),
    LawState.DUE: Words("Dags nu", "Due"),
    LawState.MISSING: Words("Saknas", "Missing"),
    LawState.UNTOLD: Words("Inte registrerat här", "Not recorded here"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LawFacts:
    """What exists in the municipality, and since when (Sv: uppgifter för lagens checklista).

    None means that nothing is recorded: for a yes or no, that nobody has said; for a date, that it has not happened.
    ``picture_due`` and ``follow_up_due`` are the ends of the two-year clocks of § 6. Beside a date that is known by its
    month, season or year only, which is then the last possible day, stands its code of ``plan.dates``.
    """

    today: dt.date
    mapping: bool | None = None
    other_information: bool | None = None
    analysis: bool | None = None
    plan_measures: int = 0
    plan_decided: dt.date | None = None
    plan_decided_when: str = ""
    plan_rests_on_picture: bool = False
    picture_updated: dt.date | None = None
    picture_updated_when: str = ""
    picture_due: dt.date | None = None
    followed_up: dt.date | None = None
    followed_up_when: str = ""
    follow_up_due: dt.date | None = None
    integrated: bool | None = None
    agreements: int | None = None
    agreements_complete: int | None = None
    council_led_by_municipality: bool | None = None
    council_leading_members: bool | None = None
    coordinator: bool | None = None
    contact_public: bool | None = None
    inhabitants_informed: dt.date | None = None
    leading_body: str | None = None
    reported_to_council: dt.date | None = None
    reported_when: str = ""
    report_due: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LawPoint:
    """One line of the checklist (Sv: punkt): what the law asks, how it stands and what to do; ``to_do`` when met."""

    paragraph: str
    demand: Words
    state: LawState
    to_do: Words | None = None
    since: dt.date | None = None
    since_when: str = ""
    due: dt.date | None = None

    def since_words(self, language: Language) -> str:
        """When it was done last, as exactly as is known; empty where it has not been."""
        return known_words(self.since, self.since_when, language) if self.since else ""


def check_law(facts: LawFacts) -> tuple[LawPoint, ...]:
    """Return the paragraphs 4 to 13 in order, each met, due, missing or not recorded.

    Source: lag (2023:196) om kommuners ansvar för brottsförebyggande arbete, §§ 4-13 and the transitional provisions.
    """
    return (
        _picture(facts),
        _plan(facts),
        _picture_clock(facts),
        _follow_up_clock(facts),
        _integration(facts),
        _agreements(facts),
        _council(facts),
        _coordination(facts),
        _leadership(facts),
    )


def _point(paragraph: str, demand: Words, state: LawState, to_do: Words) -> LawPoint:
    return LawPoint(paragraph=paragraph, demand=demand, state=state, to_do=None if state is LawState.MET else to_do)


def _all(parts: Iterable[bool | None]) -> LawState:
    """Return what several demands together make: one that is missing decides, then one that nobody has recorded."""
    said = tuple(parts)
    if any(part is False for part in said):
        return LawState.MISSING
    return LawState.UNTOLD if any(part is None for part in said) else LawState.MET


def _picture(facts: LawFacts) -> LawPoint:
    parts = {
        ("kartläggning", "mapping"): facts.mapping,
        ("annan relevant information", "other relevant information"): facts.other_information,
        ("analys", "analysis"): facts.analysis,
    }
    lacking = [names for names, present in parts.items() if not present]
    sv, en = (", ".join(names[i] for names in lacking) for i in (0, 1))
    return _point(
        "§ 4",
        Words(
            "En lägesbild över brottsligheten i kommunen: en kartläggning, annan relevant information och en analys av "
            "dem.",
            "A picture of crime in the municipality: a mapping, other relevant information and an analysis of them.",
        ),
        _all(parts.values()),
        Words(f"Lägg till i lägesbilden: {sv}.", f"Add to the situation picture: {en}."),
    )


def _plan(facts: LawFacts) -> LawPoint:
    demand = Words(
        "En beslutad åtgärdsplan med de åtgärder som kommunen avser att vidta, utifrån lägesbilden.",
        "A decided action plan with the measures that the municipality means to take, from the situation picture.",
    )
    gaps = [
        (facts.plan_measures == 0, Words("Skriv in åtgärder i planen.", "Write measures into the plan.")),
        (
            not facts.plan_rests_on_picture,
            Words(
                "Låt varje prioritering vila på en slutsats i lägesbilden.",
                "Let each priority rest on a finding of the situation picture.",
            ),
        ),
        (
            facts.plan_decided is None,
            Words(
                "Lägg fram planen för beslut och registrera organ, datum och paragraf.",
                "Put the plan forward for decision and record body, date and paragraph.",
            ),
        ),
    ]
    lacking = [words for lacks, words in gaps if lacks]
    to_do = Words(" ".join(w.sv for w in lacking), " ".join(w.en for w in lacking))
    early = facts.today < PLAN_REQUIRED_FROM
    state = LawState.MET if not lacking else LawState.UNTOLD if early else LawState.MISSING
    point = _point("§ 5", demand, state, to_do)
    return replace(point, since=facts.plan_decided, since_when=facts.plan_decided_when)


def _picture_clock(facts: LawFacts) -> LawPoint:
    point = _clock(
        Words(
            "Lägesbilden uppdateras minst vartannat år.", "The situation picture is updated at least every second year."
        ),
        Words(
            "Läs in nya siffror, gå igenom analysen och registrera dagen under Uppföljning.",
            "Import new figures, go through the analysis and record the day under Follow-up.",
        ),
        done=facts.picture_updated,
        due=facts.picture_due,
        today=facts.today,
    )
    return replace(point, since_when=facts.picture_updated_when)


def _follow_up_clock(facts: LawFacts) -> LawPoint:
    point = _clock(
        Words(
            "Åtgärdsplanen följs upp minst vartannat år.", "The action plan is followed up at least every second year."
        ),
        Words(
            "Be dem som ansvarar för aktiviteterna rapportera och lägg fram uppföljningen.",
            "Ask those responsible for the activities to report, and present the follow-up.",
        ),
        done=facts.followed_up,
        due=facts.follow_up_due,
        today=facts.today,
    )
    return replace(point, since_when=facts.followed_up_when)


def _clock(demand: Words, to_do: Words, *, done: dt.date | None, due: dt.date | None, today: dt.date) -> LawPoint:
    # A clock can run before the first time: two years from the day that the plan was decided, for instance.
    late = due is not None and due < today
    state = LawState.DUE if late else LawState.UNTOLD if done is None else LawState.MET
    said = None if state is LawState.MET else to_do
    return LawPoint(paragraph="§ 6", demand=demand, state=state, to_do=said, since=done, due=due)


def _integration(facts: LawFacts) -> LawPoint:
    return _point(
        "§ 7",
        Words(
            "Arbetet samordnas, där det är lämpligt, med kommunens övriga analys och planering.",
            "Where suitable the work is integrated with the municipality's other analysis and planning.",
        ),
        _all([facts.integrated]),
        Words(
            "Länka planen till översiktsplan, budget eller folkhälsoplan, eller skriv varför det inte passar.",
            "Link the plan to the comprehensive plan, the budget or the health plan, or write why it does not fit.",
        ),
    )


def _agreements(facts: LawFacts) -> LawPoint:
    known = facts.agreements is not None
    complete = bool(facts.agreements) and facts.agreements_complete == facts.agreements
    return _point(
        "§§ 8–9",
        Words(
            "Kommunen verkar för skriftliga överenskommelser med relevanta aktörer, som åtminstone anger syfte och "
            "områden för samverkan.",
            "The municipality works for written agreements with relevant actors, with at least purposes and areas of "
            "cooperation.",
        ),
        _all([complete if known else None]),
        _agreements_to_do(facts),
    )


def _agreements_to_do(facts: LawFacts) -> Words:
    if facts.agreements:
        return Words(
            "Komplettera de överenskommelser som saknar syfte, områden eller skriftlig form.",
            "Complete the agreements that lack purpose, areas or written form.",
        )
    if facts.agreements == 0:
        return Words(
            "Ingen överenskommelse gäller nu. Förnya en som har löpt ut, eller registrera en ny.",
            "No agreement is in force now. Renew one that has expired, or record a new one.",
        )
    return Words(
        "Registrera överenskommelserna med parter, syfte, områden och giltighetstid.",
        "Record the agreements with parties, purpose, areas and period.",
    )


def _council(facts: LawFacts) -> LawPoint:
    return _point(
        "§ 10",
        Words(
            "Ett strategiskt råd som kommunen leder, där andra aktörer företräds av personer i ledande ställning.",
            "A strategic council led by the municipality, where other actors are represented by people in leading "
            "positions.",
        ),
        _all([facts.council_led_by_municipality, facts.council_leading_members]),
        Words(
            "Registrera rådet, vem som leder det och ledamöternas befattningar.",
            "Record the council, who leads it and the members' posts.",
        ),
    )


def _coordination(facts: LawFacts) -> LawPoint:
    informed = True if facts.inhabitants_informed else None
    return _point(
        "§§ 11–12",
        Words(
            "En samordningsfunktion som stöder arbetet i kommunen, är kontaktpunkt och bidrar till information till "
            "invånarna.",
            "A coordination function that supports the work in the municipality, is the point of contact and "
            "contributes to information to the inhabitants.",
        ),
        _all([facts.coordinator, facts.contact_public, informed]),
        Words(
            "Utse en samordnare, visa kontaktvägen på den publika sidan och publicera planen.",
            "Appoint a coordinator, show the contact on the public page and publish the plan.",
        ),
    )


def _leadership(facts: LawFacts) -> LawPoint:
    late = facts.report_due is not None and facts.report_due < facts.today
    reported = True if facts.reported_to_council else None
    state = _all([bool(facts.leading_body) if facts.leading_body is not None else None, reported])
    state = LawState.DUE if late and state is not LawState.MISSING else state
    demand = Words(
        "Kommunstyrelsen, eller den nämnd som fullmäktige bestämmer, leder arbetet och rapporterar löpande till "
        "fullmäktige.",
        "The executive board, or the committee that the council decides, leads the work and reports continuously to "
        "the council.",
    )
    to_do = Words(
        "Lämna en rapport till fullmäktige och registrera datumet.", "Report to the council and record the date."
    )
    return LawPoint(
        paragraph="§ 13",
        demand=demand,
        state=state,
        to_do=None if state is LawState.MET else to_do,
        since=facts.reported_to_council,
        since_when=facts.reported_when,
        due=facts.report_due,
    )
