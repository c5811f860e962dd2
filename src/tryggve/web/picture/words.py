"""The room's own words, in the page's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tryggve.plan.picture import CONTROL_QUESTIONS, LAW_PARTS, ChangeKind, PictureStatus
from tryggve.plan.problems import HIGHEST
from tryggve.web.mistakes import language_now
from tryggve.web.plans.words import own_words

__all__ = [
    "change_words",
    "field_words",
    "influence_choices",
    "kind_words",
    "own_words",
    "paragraph_words",
    "status_words",
]


def status_words() -> dict[str, str]:
    """Return what the states are called."""
    return {
        PictureStatus.DRAFT: _("Utkast"),
        PictureStatus.ADOPTED: _("Fastställd"),
        PictureStatus.REPLACED: _("Ersatt av en senare"),
    }


def kind_words() -> dict[str, str]:
    """Return what the parts are called."""
    return {
        "picture": _("Lägesbild"),
        "source": _("Källa"),
        "problem": _("Problem"),
        "claim": _("Slutsats"),
        "cause": _("Orsak"),
        "incidents": _("Händelser"),
    }


def change_words() -> dict[str, str]:
    """Return what may have happened to a part between two versions."""
    return {
        ChangeKind.ADDED: _("Tillkommet"),
        ChangeKind.REMOVED: _("Borttaget"),
        ChangeKind.CHANGED: _("Ändrat"),
    }


def influence_choices() -> list[tuple[str, str]]:
    """Return the answers to how far a cause can be influenced."""
    said = (_("inte alls"), _("lite"), _("en del"), _("i hög grad"))
    return [("", _("Inte bedömt")), *((str(n), f"{n} – {said[n]}") for n in range(HIGHEST + 1))]


def paragraph_words(number: str) -> str:
    """Return a minute's paragraph with its sign, once, however it was typed: ``§ 117``."""
    return f"§ {number.strip().removeprefix('§').strip()}"


def field_words(part: str = "") -> dict[str, str]:
    """Return what the fields of a kind of part are called, for the history and the differences."""
    language = language_now()
    texts = {text.field: text.name.text(language) for text in (*LAW_PARTS, *CONTROL_QUESTIONS)}
    if part == "incidents":
        return _row_fields() | {"kind": _("Typ av händelse"), "areas": _("Områden")}
    if part == "picture":
        return _row_fields() | _problem_fields() | texts | _picture_fields()
    return texts | _picture_fields() | _problem_fields() | _row_fields()


def _picture_fields() -> dict[str, str]:
    return {
        "title": _("Namn"),
        "starts": _("Från"),
        "ends": _("Till och med"),
        "as_of": _("Uppgifterna är hämtade"),
        "areas": _("Områden"),
        "author": _("Ansvarig"),
        "checked_by": _("Granskad av"),
        "status": _("Läge"),
    }


def _problem_fields() -> dict[str, str]:
    return (
        problem_text_words()
        | analysis_words()
        | {
            "analysed": _("Orsaksanalysen gjordes"),
            "scores": _("Poäng"),
            "scores_why": _("Skäl för bedömningen"),
            "prioritised": _("Prioriteras"),
            "prioritised_why": _("Varför"),
        }
    )


def problem_text_words() -> dict[str, str]:
    """Return the headings of a problem's texts, in order."""
    return {
        "description": _("Beskrivning"),
        "extent": _("Omfattning"),
        "places": _("Platser"),
        "times": _("Tider"),
        "groups": _("Grupper"),
        "comparison": _("Jämförelse"),
        "consequences": _("Följder och kostnader"),
        "other_information": _("Annan information"),
        "limits": _("Det här vet vi inte"),
        "forecast": _("Hur det kan utvecklas"),
    }


def analysis_words() -> dict[str, str]:
    """Return the headings of the analysis of causes, in order."""
    return {
        "delimitation": _("Avgränsning"),
        "hypothesis": _("Hypotes"),
        "protective": _("Skyddande faktorer"),
        "gaps": _("Kunskapsluckor"),
        "participants": _("Deltog i analysen"),
    }


def _row_fields() -> dict[str, str]:
    return {
        "kind": _("Typ av data"),
        "source": _("Källa"),
        "information": _("Typ av information"),
        "advantages": _("Fördelar"),
        "shortcomings": _("Brister"),
        "used": _("Används"),
        "why": _("Varför"),
        "text": _("Text"),
        "sentence": _("Slutsats"),
        "side": _("Rör"),
        "directness": _("Slag"),
        "evidence": _("Underlag"),
        "influence": _("Går att påverka"),
        "finding": _("Slutsats"),
    }
