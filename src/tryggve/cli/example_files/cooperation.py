"""The made-up Ekhamra's cooperation: agreements, the council with two meetings, coordination and other planning."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tryggve.web.plans.models import Plan
    from tryggve.web.registers.models import Council

_PLACE = "9901"
_PROGRAMME = """Program för rådets möte

13.00  Läget i kommunen, polisen och trygghetssamordnaren
13.40  Kvällar och helger i centrum
14.20  Överenskommelser som löper ut
15.00  Slut
"""
_MEMORANDUM = """Tjänsteskrivelse

Förslag till beslut: Kommunstyrelsen föreslår att kommunfullmäktige antar trygghetsplanen.

Planen bygger på lägesbilden och har varit på remiss. Remissvaren finns i sammanställningen.
Aktiviteterna ryms inom nämndernas ramar.
"""


def load_cooperation(*, by: str, today: dt.date) -> bool:
    """Store the example's registers for Ekhamra's plan, unless they are there; tell whether they were stored."""
    from tryggve.web.plans.models import Plan
    from tryggve.web.registers.queries import council_of

    plan = Plan.objects.filter(municipality=_PLACE, removed_at__isnull=True).order_by("id").first()
    if plan is None or council_of(_PLACE) is not None:
        return False
    _agreements(plan, by=by, today=today)
    council = _council(by=by)
    _meetings(council, by=by, today=today)
    _coordination(plan, by=by, today=today)
    note = "Tjänsteskrivelse till kommunstyrelsen"
    _attach("case", plan.pk, name="tjansteskrivelse.txt", text=_MEMORANDUM, note=note, public=True, by=by)
    return True


def _agreements(plan: Plan, *, by: str, today: dt.date) -> None:
    from tryggve.web.registers.actions import add_row
    from tryggve.web.registers.kinds import AGREEMENT

    add_row(
        AGREEMENT,
        parent=_PLACE,
        values={
            "title": "Samverkansöverenskommelse med polisen",
            "parties": _units("Polisen", "Socialförvaltningen", "Fritidsförvaltningen"),
            "purpose": "Kommunen och polisen arbetar efter samma lägesbild och följer upp den tillsammans.",
            "areas": "Trygghet i centrum på kvällar\nUnga i riskzon\nNorrbacken\nGemensam lägesbild",
            "starts": "2024",
            "ends": str(today.year + 1),
            "signed": "2024-02",
            "signed_by": "Kommunstyrelsens ordförande och lokalpolisområdeschefen",
            "follow_up": f"{today.year + 1}-v",
            "plans": [plan],
        },
        by=by,
    )
    add_row(
        AGREEMENT,
        parent=_PLACE,
        values={
            "title": "Avsiktsförklaring med fastighetsägarna i centrum",
            "parties": _units("Ekhamrahus AB"),
            "other_parties": "Fastighetsägare i centrum",
            "purpose": "Hålla gårdar, portar och gångstråk hela, rena och upplysta.",
            "starts": str(today.year - 1),
            "ends": (today + dt.timedelta(days=60)).isoformat(),
            "signed": f"{today.year - 1}-05",
        },
        by=by,
    )


def _council(*, by: str) -> Council:
    from tryggve.web.registers.actions import add_row
    from tryggve.web.registers.kinds import COUNCIL, LEADING, MEMBER
    from tryggve.web.registers.models import Council

    council = add_row(
        COUNCIL,
        parent=_PLACE,
        values={
            "name": "Ekhamra brottsförebyggande råd",
            "municipality_leads": True,
            "led_by_function": "Kommunstyrelsens ordförande",
            "since": "2023-07",
            "task": "Rådet drar upp riktlinjerna, ser till att överenskommelser finns och följer åtgärdsplanen.",
        },
        by=by,
    )
    assert isinstance(council, Council)
    seats = (
        ("Lokalpolisområdeschef", "Polisen", "2023-07", ""),
        ("Socialchef", "Socialförvaltningen", "2023-07", ""),
        ("Fritidschef", "Fritidsförvaltningen", "2023-07", ""),
        ("Verkställande direktör", "Ekhamrahus AB", "2024", ""),
        ("Ordförande", "Föreningsrådet", "2024", ""),
        ("Räddningschef", "", "2023-07", "2025-06"),
    )
    for title, unit, starts, ends in seats:
        found = _units(unit)[0] if unit else None
        values = {"title": title, "unit": found, "leading": True, "starts": starts, "ends": ends}
        add_row(MEMBER, parent=council, values=values | {"organisation": "" if unit else "Räddningstjänsten"}, by=by)
    add_row(LEADING, parent=_PLACE, values={"name": "Kommunstyrelsen"}, by=by)
    return council


def _meetings(council: Council, *, by: str, today: dt.date) -> None:
    from tryggve.web.registers.actions import add_row, finish_point
    from tryggve.web.registers.kinds import ACTION, AGENDA, MEETING
    from tryggve.web.registers.models import ActionPoint

    earlier, latest, coming = (_weekday(today + dt.timedelta(days=days)) for days in (-140, -45, 60))
    present = "Kommunstyrelsens ordförande, lokalpolisområdeschefen, socialchefen, fritidschefen, föreningsrådet"
    first = add_row(MEETING, parent=council, values=_meeting(earlier, present, latest), by=by)
    second = add_row(MEETING, parent=council, values=_meeting(latest, present, coming), by=by)
    third = add_row(MEETING, parent=council, values=_meeting(coming, "", None), by=by)
    for meeting, title, notes in (
        (
            first,
            "Läget i kommunen",
            "Färre är otrygga utomhus än för två år sedan. Norrbacken skiljer sig fortfarande.",
        ),
        (first, "Belysning vid gångstråken", "Tekniska förvaltningen visade vilka stråk som återstår."),
        (second, "Läget i kommunen", "Inga nya siffror sedan förra mötet. Nästa trygghetsmätning kommer i vår."),
        (
            second,
            "Kvällar och helger i centrum",
            "Nattvandringen fungerar men bemannas av få föreningar.\n\nRådet vill se om fler kan delta till våren.",
        ),
        (second, "Överenskommelser som löper ut", "Avsiktsförklaringen med fastighetsägarna saknar områden."),
        (third, "Läget i kommunen", ""),
        (third, "Ny överenskommelse med fastighetsägarna", ""),
        (third, "Uppföljningen av åtgärdsplanen", ""),
    ):
        add_row(AGENDA, parent=meeting, values={"title": title, "notes": notes}, by=by)
    week = dt.timedelta(days=7)
    done = add_row(ACTION, parent=first, values=_action("Lista de stråk som saknar ljus", "Tekn", latest), by=by)
    assert isinstance(done, ActionPoint)
    finish_point(done, on=latest - week, by=by)
    for title, unit, due in (
        ("Bjud in fler föreningar till nattvandringen", "Föreningsrådet", today - week),
        ("Föreslå områden till överenskommelsen med fastighetsägarna", "Ekhamrahus", today + week),
        ("Beskriv vad ungdomarna i Norrbacken säger sig sakna", "Fritid", coming),
    ):
        add_row(ACTION, parent=second, values=_action(title, unit, due), by=by)
    _attach("meeting", second.pk, name="program.txt", text=_PROGRAMME, note="Mötets program", by=by)


def _attach(kind: str, pk: int, *, name: str, text: str, note: str, public: bool = False, by: str) -> None:
    from tryggve.web.files.actions import attach
    from tryggve.web.files.subjects import Subject

    subject = Subject(
        key=f"{kind} {pk}",
        municipality=_PLACE,
        title=note,
        address="",
        may_write=True,
        may_publish=public,
        about=f"plan {pk} case" if kind == "case" else "",
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(text, encoding="utf-8")
        attach(subject, path=path, name=name, note=note, public=public, by=by)


def _coordination(plan: Plan, *, by: str, today: dt.date) -> None:
    from tryggve.plan.clock import Step
    from tryggve.web.followup.actions import record_step
    from tryggve.web.registers.actions import add_row
    from tryggve.web.registers.kinds import COORDINATION, INFORMATION, PLANNING

    add_row(
        COORDINATION,
        parent=_PLACE,
        values={
            "title": "Trygghetssamordnaren",
            "email": "trygghet@ekhamra.example",
            "phone": "0000-00 00 00",
            "task": "Stöder förvaltningarna, håller ihop lägesbild och plan och tar emot frågor utifrån.",
        },
        by=by,
    )
    reported = today - dt.timedelta(days=150)
    record_step(municipality=_PLACE, step=Step.COUNCIL, date=reported, note="Muntlig rapport om planens läge", by=by)
    for days, title, channel in (
        (30, "Resultatet av trygghetsmätningen", "Webbplatsen och lokaltidningen"),
        (170, "Vad planen har gett hittills", "Dialogmöte i Norrbacken"),
    ):
        values = {"date": f"{today - dt.timedelta(days=days)}", "title": title, "channel": channel}
        add_row(INFORMATION, parent=_PLACE, values=values, by=by)
    for title, kind, note in (
        ("Översiktsplan Ekhamra", "spatial", "Gångstråk och mötesplatser pekas ut i båda."),
        ("Verksamhetsplaner och budget", "budget", "Varje förvaltnings aktiviteter står i dess verksamhetsplan."),
        ("Folkhälsoprogram", "health", "Samma mål för föräldrastöd och skolnärvaro."),
    ):
        add_row(PLANNING, parent=plan, values={"title": title, "kind": kind, "note": note}, by=by)


def _meeting(day: dt.date, present: str, following: dt.date | None) -> dict[str, object]:
    return {"date": day, "place": "Kommunhuset, rum Eken", "present": present, "next_meeting": following}


def _action(title: str, unit: str, due: dt.date) -> dict[str, object]:
    return {"title": title, "unit": next(iter(_units(unit)), None), "due": due.isoformat()}


def _units(*starts: str) -> list[object]:
    from tryggve.web.organisation.models import Unit

    found = [Unit.objects.filter(municipality=_PLACE, name__startswith=start).first() for start in starts]
    return [unit for unit in found if unit is not None]


def _weekday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=max(0, day.weekday() - 4))
