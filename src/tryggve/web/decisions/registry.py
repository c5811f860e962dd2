"""One ZIP of a plan's case for the registry (Sv: diarium): documents, data and what identifies them."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zipfile
from html import escape
from typing import Any

from django.utils import translation

from tryggve.plan.freezing import freeze
from tryggve.publish.typst_blocks import to_pdf
from tryggve.terms.places import find_place
from tryggve.web.decisions import registry_files
from tryggve.web.decisions.content import content_of
from tryggve.web.decisions.decision_words import day_words, number_of
from tryggve.web.decisions.document import plan_document
from tryggve.web.decisions.kept_files import kept
from tryggve.web.decisions.minutes import appeal_until
from tryggve.web.decisions.models import Decision
from tryggve.web.decisions.queries import adopted
from tryggve.web.decisions.summary import summary_document
from tryggve.web.decisions.words import (
    appeal_names,
    decision_names,
    heeded_names,
    motion_names,
    outcome_names,
    stance_names,
)
from tryggve.web.frame import own_place
from tryggve.web.plans.models import Plan
from tryggve.web.plans.words import said_state

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # ZIP's own first day, so that the same case gives the same bytes
Json = dict[str, Any]


def registry_zip(plan: Plan, *, today: dt.date) -> bytes:
    """Return the case as a ZIP; the same case gives the same bytes, a draft's change with the day it is taken out."""
    with translation.override("sv"):
        decision = adopted(plan)
        frozen = decision.frozen if decision else None
        content = frozen.content if frozen else content_of(plan, known_by=today)
        made = decision.date if decision else today
        facts = metadata(plan, content=content, decision=decision)
        files = {
            "plan.pdf": _plan_pdf(plan, content, decision=decision, made=made),
            "remissammanstallning.pdf": to_pdf(summary_document(plan, made=made, language="sv")),
            "metadata.json": json.dumps(facts, ensure_ascii=False, indent=2, sort_keys=True).encode(),
            "metadata.html": _page(facts).encode(),
            "innehall.json": freeze(content).text.encode(),
            **registry_files.contents(plan),
        }
    sums = "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return _zipped(files | {"manifest-sha256.txt": sums.encode()})


def metadata(plan: Plan, *, content: Json, decision: Decision | None) -> Json:
    """Return what identifies the case, under the names that a registry's export uses."""
    place = find_place(plan.municipality) or own_place()
    names, stances, heeded = decision_names(), stance_names(), heeded_names()
    return {
        "Diarienummer": number_of(plan, decision),
        "Ärendemening": content["title"],
        "Myndighet": f"{place.name} kommun",
        "Handlingstyp": "Beslutad plan" if decision else "Utkast till plan",
        "Status": said_state(plan),
        "Version": content["version"],
        "Gäller från": content["starts"],
        "Gäller till": content["ends"],
        "Kontrollsumma SHA-256": decision.frozen.sha256 if decision else freeze(content).sha256,
        "Tidigare version": plan.follows.title if plan.follows else "",
        "Beslut": [_decision(one, names[one.kind]) for one in plan.decisions.all()],
        "Remiss": [
            {"Remissinstans": row.unit.name, "Skickad": _iso(row.sent), "Svar senast": _iso(row.due)}
            | {"Inkommen": _iso(row.answered), "Svarade": row.answered_by}
            | {"Ställningstagande": stances.get(row.stance, ""), "Beaktat": heeded.get(row.heeded, "")}
            for row in plan.consultations.select_related("unit")
        ],
        "Bilagor": registry_files.listed(plan),
    }


def _decision(decision: Decision, name: str) -> Json:
    kinds, outcomes = motion_names(), outcome_names()
    return {
        "Beslutstyp": name,
        "Beslutsinstans": decision.body,
        "Beslutsdatum": day_words(decision, "sv") if decision.when else _iso(decision.date),
        "Paragraf": decision.paragraph.strip("§ \N{NO-BREAK SPACE}"),
        "Diarienummer": decision.case_number,
        "Uppdrag till": decision.addressee,
        "Bordlagt till": _iso(decision.tabled_to),
        "Anteckning": decision.note,
        "Protokoll justerat": _iso(decision.adjusted),
        "Justering anslagen": _iso(decision.announced),
        "Protokoll": decision.minutes,
        "Överklagande": appeal_names().get(decision.appeal, ""),
        "Laga kraft tidigast efter": _iso(appeal_until(decision)),
        "Yrkanden och reservationer": [
            {"Slag": kinds[row.kind], "Parti eller roll": row.party, "Text": row.text}
            | {"Utfall": outcomes.get(row.outcome, "")}
            for row in decision.motions.all()
        ],
    }


def _plan_pdf(plan: Plan, content: Json, *, decision: Decision | None, made: dt.date) -> bytes:
    stored = kept(decision.frozen.pdf_sha256) if decision else None
    if stored is not None:
        return stored
    place = find_place(plan.municipality) or own_place()
    return to_pdf(plan_document(content, place=place, made=made, language="sv", decision=decision))


def _page(facts: Json) -> str:
    title = escape(str(facts["Ärendemening"]))
    return (
        f'<!doctype html>\n<html lang="sv"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><h1>{title}</h1>{_said(facts)}</body></html>\n"
    )


def _said(value: Any) -> str:
    if isinstance(value, dict):
        rows = "".join(f"<dt>{escape(str(name))}</dt><dd>{_said(part) or '–'}</dd>" for name, part in value.items())
        return f"<dl>{rows}</dl>"
    if isinstance(value, list):
        return f"<ol>{''.join(f'<li>{_said(part)}</li>' for part in value)}</ol>" if value else ""
    return escape(str(value))


def _zipped(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:  # packed bytes differ between zlib's versions
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, files[name])
    return made.getvalue()


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
