"""What the log's events are called on a plan's history page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tryggve.web.plans.words import kind_words


def event_words(action: str, *, verb: str, kind: str) -> str:
    """Return what happened, by the event's name in the log; ``verb`` and ``kind`` are the name's two halves."""
    whole = _plan_words() | _decision_words()
    if action in whole:
        return whole[action]
    kinds, verbs = kind_words(), _verbs()
    if action.startswith("plans.") and verb in verbs and kind in kinds:
        return f"{verbs[verb]}: {kinds[kind].lower()}"
    return _room_words().get(action.partition(".")[0], action)


def _plan_words() -> dict[str, str]:
    return {
        "plans.create_plan": _("Planen skapades"),
        "plans.copy_year": _("Aktiviteter kopierades till nästa år"),
        "plans.undo_copy_year": _("Kopieringen till nästa år ångrad"),
        "plans.new_version": _("Ny version"),
        "plans.import": _("Inläst från tabell"),
        "plans.keep_text": _("Text öppnad för att märkas"),
        "plans.mark_text": _("Delar skapade ur en text"),
        "plans.drop_text": _("Öppnad text borttagen"),
    }


def _decision_words() -> dict[str, str]:
    return {
        "decisions.decide": _("Beslut"),
        "decisions.correct": _("Beslut rättat"),
        "decisions.withdraw": _("Taget tillbaka till utkast"),
        "decisions.number_case": _("Diarienummer"),
        "decisions.consult": _("Skickad på remiss"),
        "decisions.answer": _("Remissvar"),
        "decisions.add_participant": _("Medverkade i framtagandet"),
        "decisions.remove_participant": _("Medverkande borttagen"),
        "decisions.save_path": _("Vägen till beslut"),
        "decisions.mark_step": _("Steg på vägen till beslut"),
        "decisions.add_motion": _("Yrkande eller reservation"),
        "decisions.remove_motion": _("Yrkande eller reservation borttagen"),
        "decisions.enter_minutes": _("Protokoll"),
        "decisions.publish": _("Publicering"),
        "decisions.show_picture": _("Bild till den publika sidan"),
        "decisions.remove_picture": _("Bilden till den publika sidan borttagen"),
    }


def _verbs() -> dict[str, str]:
    return {
        "add": _("Nytt"),
        "save": _("Ändrat"),
        "remove": _("Borttaget"),
        "restore": _("Återställt"),
        "move": _("Flyttat"),
        "undo": _("Ångrat"),
        "resolve": _("Löst"),
        "reopen": _("Öppnat igen"),
    }


def _room_words() -> dict[str, str]:
    return {
        "decisions": _("Beslut och remiss"),
        "followup": _("Uppföljning"),
        "evaluation": _("Utvärdering"),
        "files": _("Bilaga"),
        "registers": _("Samverkan"),
        "picture": _("Lägesbild"),
    }
