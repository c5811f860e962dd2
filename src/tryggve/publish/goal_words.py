"""A goal's three answers in words: short for a card and whole sentences, in Swedish and English."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tryggve.analysis.contrast import contrast
from tryggve.analysis.likelihood import Foreseen, Likelihood
from tryggve.analysis.targets import Answer, GoalAnswers, Why
from tryggve.errors import Language
from tryggve.indicators.catalogue import Catalogue
from tryggve.plan.dates import PlanDate, Precision, from_code
from tryggve.publish.figure_words import value_words
from tryggve.publish.list_words import list_change_sentence, list_change_words
from tryggve.publish.numbers import decimals_of, format_change, format_estimate, format_number, rounded_up, with_unit
from tryggve.publish.wording import verdict_words, word
from tryggve.publish.words import words
from tryggve.terms import Estimate, FindingKind, KnownBy, Unit, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One answer: its question, the answer for a card, and the answer as sentences (Sv: svar i ord)."""

    label: str
    short: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalWords:
    """A goal's three answers in words (Sv: målets tre svar i ord)."""

    met: Said
    path: Said
    since: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What the municipality answered on a yes-or-no goal (Sv: svar): done or not, of when, and what it said besides."""

    done: bool
    when: PlanDate
    note: str = ""


def word_goal(
    answers: GoalAnswers,
    catalogue: Catalogue,
    language: Language,
    *,
    deadline: PlanDate | None = None,
    reported: Sequence[Reported] = (),
) -> GoalWords:
    """Put a goal's answers into words.

    Args:
        answers: from ``analysis.targets.answer_goal``.
        catalogue: the indicators, for the sentence on the latest change.
        language: ``sv`` or ``en``.
        deadline: the deadline as the plan writes it; without it the day or the year is written.
        reported: the answers on a yes-or-no goal, the newest first.
    """
    say = _Speaker(answers, language, deadline, tuple(reported))
    return GoalWords(met=_met(say, catalogue), path=_path(say), since=_since(say, catalogue))


@dataclass(frozen=True, slots=True)
class _Speaker:
    """What every sentence on one goal needs."""

    answers: GoalAnswers
    language: Language
    date: PlanDate | None
    reported: tuple[Reported, ...] = ()

    def line(self, table: str, name: str, **parts: str) -> str:
        return _line(table, name, self.language).format(**parts)

    def said(self, question: str, short: str, *sentences: str) -> Said:
        text = " ".join(_capital(s) for s in sentences if s)
        return Said(label=self.line("label", question), short=_capital(short), sentence=text)

    def why(self, why: Why, year: int | None) -> tuple[str, str]:
        """The reason in short and as a sentence."""
        parts = {"year": str(year), "goal": self.goal, "figure": self.figure("said"), "deadline": self.deadline}
        sentence = self.line("why_sentence", why.value, **parts)
        if why in (Why.PASSED, Why.NOT_MEASURED):
            return self.line(why.value, "short"), sentence
        cannot = self.line("answer", "cannot_tell")
        return f"{cannot} ({self.line('why', why.value, **parts)})", sentence

    @property
    def goal(self) -> str:
        """The target in words; empty where there is none."""
        wanted, estimate = self.answers.wanted, self._estimate
        if wanted is None:
            return ""
        if self.answers.asked.kind == "zero":
            return self.line("target", "zero")
        unit = estimate.unit if estimate else Unit.COUNT
        has_low, has_high = math.isfinite(wanted.low), math.isfinite(wanted.high)
        name = "range" if has_low and has_high else "at_least" if has_low else "at_most"
        low = _target(wanted.low, unit, self.language, bare=has_high) if has_low else ""
        high = _target(wanted.high, unit, self.language, bare=False) if has_high else ""
        return self.line("target", name, low=low, high=high)

    @property
    def deadline(self) -> str:
        """The deadline in words; empty where there is none."""
        last = self.answers.asked.deadline
        if self.date is not None or last is None:
            return self.date.text(self.language) if self.date else ""
        whole_year = (last.month, last.day) == (12, 31)
        return PlanDate(
            last, Precision.YEAR if whole_year else Precision.DAY, str(last.year) if whole_year else last.isoformat()
        ).text(self.language)

    @property
    def by(self) -> str:
        """The deadline after a verb: ``senast 2026``, ``före sommaren 2026``."""
        return self.deadline if self.date and self.date.before else self.line("path", "by", deadline=self.deadline)

    def figure(self, table: str) -> str:
        """The latest figure: in ``figure`` for a card, in ``said`` for a sentence; empty where there is none."""
        estimate, point = self._estimate, self.answers.met.point
        if estimate is None or point is None:
            return ""
        plain = format_number(estimate.value, self.language, decimals=decimals_of(estimate))
        # Only the sign is short enough for a card; other units are told by the goal and the indicator.
        value = format_estimate(estimate, self.language) if estimate.unit is Unit.PERCENT else plain
        margin, kind = _margin(estimate), _kind(estimate)
        in_full = table == "said"
        reach = ""
        if kind == "sampled":
            places = decimals_of(estimate)
            reach = (
                format_change(rounded_up(margin, places), estimate.unit, self.language, places, signed=False)
                if in_full
                else format_number(rounded_up(margin, places), self.language, decimals=places)
            )
        shown = value_words(estimate, self.language) if in_full else value
        return self.line(table, kind, value=shown, margin=reach, when=point.period.label)

    @property
    def _estimate(self) -> Estimate | None:
        return self.answers.met.point.estimate if self.answers.met.point else None


def _met(say: _Speaker, catalogue: Catalogue) -> Said:
    met = say.answers.met
    if say.reported and met.why in (None, Why.LATE):
        return _answered(say, say.reported[0])
    if say.answers.asked.kind == "yes_no" and met.why is None:
        yes = met.answer is Answer.MET
        return say.said("met", say.line("answer", met.answer.value), say.line("met", "yes" if yes else "no"))
    if met.why is Why.STRADDLES:
        short = f"{say.line('answer', 'cannot_tell')}, {say.figure('figure')}"
        return say.said("met", short, say.why(met.why, None)[1], _coming(say))
    if met.why:
        short, sentence = say.why(met.why, met.break_year)
        return say.said("met", short, sentence, _coming(say))
    short = f"{say.line('answer', met.answer.value)}, {say.figure('figure')}"
    sentence = say.line("met", met.answer.value, goal=say.goal, figure=say.figure("said"))
    return say.said("met", short, sentence, _caution(say, catalogue), _coming(say))


def _answered(say: _Speaker, newest: Reported) -> Said:
    late, when = say.answers.met.why is Why.LATE, newest.when.text(say.language)
    name = "late" if late else "yes" if newest.done else "no"
    short = say.line("reported", f"short_{name}", when=when)
    sentence = say.line("met" if late else "reported", name, when=when, deadline=say.deadline)
    return say.said("met", short, sentence, newest.note)


def _answered_before(say: _Speaker) -> Said:
    if len(say.reported) == 1:
        return say.said("since", say.line("reported", "since_first"), say.line("reported", "since_first_sentence"))
    before = say.reported[1]
    name, when = ("since_yes" if before.done else "since_no"), before.when.text(say.language)
    short, sentence = (say.line("reported", line, when=when) for line in (name, f"{name}_sentence"))
    return say.said("since", short, sentence, before.note)


def _caution(say: _Speaker, catalogue: Catalogue) -> str:
    indicator, coming = catalogue.indicators[say.answers.indicator], say.answers.coming
    if indicator.sources[0] == "bra_kommun" and not indicator.tested:
        return say.line("met", "reported")
    who = coming.rhythm.decided_by if coming else ""
    return say.line("decided_by", who) if who else ""


def _coming(say: _Speaker) -> str:
    coming = say.answers.coming
    if coming is None or not say.answers.unmeasured:
        return ""
    code = f"{coming.year}-{coming.rhythm.month:02d}" if coming.rhythm.month else str(coming.year)
    name = "list" if coming.rhythm.decided_by else "survey"
    return say.line("coming", name, coming=from_code(code).text(say.language), deadline=say.deadline)


def _path(say: _Speaker) -> Said:
    path = say.answers.path
    if path.left is not None:
        return _left(say)
    if path.foreseen is not None:
        return _foreseen(say, path.foreseen)
    assert path.why is not None
    short, sentence = say.why(path.why, path.break_year)
    return say.said("path", short, sentence)


def _foreseen(say: _Speaker, found: Foreseen) -> Said:
    spoken = found.said
    level, trend = (say.line("likelihood", one.value) for one in (spoken[0], spoken[-1]))
    p_trend = "" if found.trend is None else _chance(found.trend, say.language)
    parts = {"level": level, "trend": trend, "goal": say.goal, "by": say.by}
    chances = {"p_level": _chance(found.level, say.language), "p_trend": p_trend}
    if len(spoken) > 1:
        return say.said("path", say.line("path", "short_both", **parts), say.line("path", "both", **parts, **chances))
    doubt = spoken[0] is Likelihood.UNCERTAIN
    sentence = say.line("path", "uncertain" if doubt else "likely", **parts)
    full = say.line("path", "chances" if p_trend else "chance", sentence=sentence, **chances)
    return say.said("path", say.line("path", "short_uncertain" if doubt else "short", **parts), full)


def _left(say: _Speaker) -> Said:
    left, estimate = say.answers.path.left, say.answers.met.point
    assert left is not None
    assert estimate is not None
    assert estimate.estimate is not None
    places = decimals_of(estimate.estimate)
    whole = left.whole or 0.0
    name = "alone" if not whole else "part" if left.left <= whole else "more"
    name = name if left.left else "none"
    parts = {
        "left": format_number(left.left, say.language, decimals=places),
        "whole": format_number(whole, say.language, decimals=places),
    }
    short = say.line("left", "short" if name == "part" else f"short_{name}", **parts)
    sentence = say.line("left", name, **parts, goal=say.goal, figure=say.figure("said"))
    return say.said("path", short, sentence)


def _since(say: _Speaker, catalogue: Catalogue) -> Said:
    answers, finding = say.answers, say.answers.since
    if answers.turned is not None:
        change = answers.turned
        return say.said("since", list_change_words(change, say.language), list_change_sentence(change, say.language))
    if say.reported:
        return _answered_before(say)
    if answers.asked.kind == "yes_no":
        return say.said("since", say.line("since", "yes_no"), say.line("why_sentence", "not_measured"))
    if finding is None or finding.other is None:
        return say.said("since", say.line("since", "none"), say.line("since", "none_sentence"))
    worded = word(finding, catalogue, say.language)
    short = verdict_words(finding, say.language)
    if finding.kind is FindingKind.COUNT and finding.verdict in (Verdict.STATED, Verdict.BREAK):
        name = "list_broken" if finding.verdict is Verdict.BREAK else "list"
        now, then = (
            format_number(e.value, say.language, decimals=decimals_of(e))
            for e in (finding.side.estimate, finding.other.estimate)
        )
        times = {"when": finding.side.period.label, "before": finding.other.period.label}
        short = say.line("since", name, now=now, then=then, **times, year=str(finding.break_year))
    return say.said("since", short, worded.headline)


def _kind(estimate: Estimate) -> str:
    if estimate.known_by is KnownBy.CENSUS:
        return "list"
    return "sampled" if math.isfinite(_margin(estimate)) else "bare"


def _margin(estimate: Estimate) -> float:
    """The published margin, else the one worked out from the error or the number of answers; NaN where not known."""
    if estimate.has_interval or estimate.known_by in (KnownBy.NONE, KnownBy.COUNT, KnownBy.CENSUS):
        return estimate.margin
    exact = Estimate(value=0.0, unit=estimate.unit, known_by=KnownBy.MICRODATA, se=0.0)
    try:
        return contrast(estimate, exact).margin
    except ValueError:  # neither margin, error nor number of answers came with the figure
        return math.nan


def _target(value: float, unit: Unit, language: Language, *, bare: bool) -> str:
    number = format_number(value, language, decimals=0 if value == round(value) else 1)
    if bare:
        return number
    if unit is Unit.PERCENT:
        return f"{number} {'procent' if language == 'sv' else 'per cent'}"
    return with_unit(number, unit, language)


def _chance(chance: float, language: Language) -> str:
    if not 0.01 <= chance <= 0.99:
        return _line("path", "under" if chance < 0.5 else "over", language)
    return _line("path", "about", language).format(p=format_number(100 * chance, language))


def _line(table: str, name: str, language: Language) -> str:
    return str(words("goals")[table][name][language])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
