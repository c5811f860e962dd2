"""One of each thing of the rooms around the plan, for the test that asks for every address."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone

from tryggve.plan.word_file import Passage
from tryggve.web.audit.models import AuditEvent
from tryggve.web.data.actions import import_file, make_live
from tryggve.web.data.models import Release
from tryggve.web.decisions import case_actions, minutes
from tryggve.web.decisions.models import CaseStep, Consultation
from tryggve.web.evaluation.actions import begin
from tryggve.web.evaluation.models import Evaluation
from tryggve.web.files.actions import attach
from tryggve.web.files.subjects import Subject
from tryggve.web.followup.list_changes import RENAMED, state_step
from tryggve.web.organisation.models import Unit
from tryggve.web.picture import actions as pictures
from tryggve.web.picture.incident_files import import_incidents
from tryggve.web.picture.models import IncidentBatch
from tryggve.web.picture.parts import CAUSE, PROBLEM, SOURCE
from tryggve.web.plans.actions import add_part, save_part
from tryggve.web.plans.comments import say
from tryggve.web.plans.copies import copy_year
from tryggve.web.plans.models import Plan
from tryggve.web.plans.parts import GOAL, PRIORITY
from tryggve.web.plans.texts import keep_text
from tryggve.web.registers.actions import add_row
from tryggve.web.registers.kinds import ACTION, AGENDA, AGREEMENT, COUNCIL, MEETING

DAY = dt.date(2024, 3, 4)
TOWNS = ("Ekhamra", "Borlänge")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """The keys of one of each thing."""

    text: int
    comment: int
    event: int
    copying: int
    participant: int
    step: int
    decision: int
    motion: int
    answered: int
    evaluation: int
    decided_priority: int
    decided_goal: int
    public_goal: int
    yes_no_goal: int
    list_goal: int
    list_step: int
    picture: int
    problem: int
    source: int
    picture_claim: int
    cause: int
    priority_link: int
    batch: int
    agreement: int
    meeting: int
    agenda_point: int
    action_point: int
    attachment: int
    agreement_file: int


def rooms_in(municipality: str, *, hidden: str, draft: Plan, decided: Plan, public: Plan, unit: Unit) -> Rooms:
    """Make one of each thing; every text in it is hidden from other municipalities."""
    priority = draft.priorities.get()
    save_part(priority, values={"title": f"{hidden}: område"}, revision=priority.revision, by="x")
    event = AuditEvent.objects.filter(action="plans.save_priority").latest("id")
    text = keep_text(
        draft, passages=[Passage(number=1, text=hidden)], name=f"{hidden}.docx", content=hidden.encode(), by="x"
    )
    comment = say(priority, text=hidden, by=f"coordinator-{municipality}")
    case_actions.plan_path_back(draft, council=dt.date(2027, 6, 14), by="x")
    decision = decided.decisions.get(kind="adopt")
    yes_no_values = {"title": f"{hidden}: ja eller nej", "kind": "yes_no", "deadline": "2026", "owner": unit}
    yes_no = add_part(GOAL, parent=priority, values=yes_no_values, by="x")
    _two_lists()
    list_values = {"title": f"{hidden}: listan", "kind": "zero", "indicator": "police_areas", "deadline": "2026"}
    on_list = add_part(GOAL, parent=priority, values=list_values, by="x")
    step = state_step(on_list, kind=RENAMED, when="2025", before=["A"], after=["B"], note=hidden, by="x")
    measured = add_part(PRIORITY, parent=draft, values={"title": f"{hidden}: ännu ett"}, by="x")
    answered = Consultation.objects.create(
        plan=draft, unit=unit, sent=DAY, due=DAY, answered=DAY, answer=hidden, answered_by=hidden
    )
    picture = pictures.create_picture(municipality=municipality, values={"title": f"{hidden}: lägesbild"}, by="x")
    problem = pictures.add_part(PROBLEM, parent=picture, values={"title": f"{hidden}: problem"}, by="x")
    source = pictures.add_part(SOURCE, parent=picture, values={"title": f"{hidden}: källa"}, by="x")
    cause = pictures.add_part(
        CAUSE, parent=problem, values={"text": f"{hidden}: orsak", "side": "place", "directness": "direct"}, by="x"
    )
    claim = pictures.add_claim(problem=problem, text=f"{hidden}: mening", by="x")
    pictures.link_priority(problem, priority=measured, by="x")
    agreement = add_row(AGREEMENT, parent=municipality, values={"title": f"{hidden}: avtal"}, by="x")
    council = add_row(COUNCIL, parent=municipality, values={"name": f"{hidden}: råd"}, by="x")
    meeting = add_row(MEETING, parent=council, values={"date": DAY, "place": hidden}, by="x")
    agenda = add_row(AGENDA, parent=meeting, values={"title": f"{hidden}: punkt"}, by="x")
    action = add_row(ACTION, parent=meeting, values={"title": f"{hidden}: göra"}, by="x")
    begun = _evaluation(decided)
    return Rooms(
        text=text.pk,
        comment=comment.pk,
        event=event.pk,
        copying=_copying(draft),
        participant=case_actions.add_participant(draft, unit=unit, how=hidden, by="x").pk,
        step=CaseStep.objects.filter(plan=draft).earliest("id").pk,
        decision=decision.pk,
        motion=minutes.add_motion(decision, kind="motion", party=hidden, text=hidden, by="x").pk,
        answered=answered.pk,
        evaluation=begun.pk,
        decided_priority=decided.priorities.get().pk,
        decided_goal=decided.priorities.get().goals.get().pk,
        yes_no_goal=yes_no.pk,
        list_goal=on_list.pk,
        list_step=step.pk,
        public_goal=public.priorities.get().goals.get().pk,
        picture=picture.pk,
        problem=problem.pk,
        source=source.pk,
        picture_claim=claim.pk,
        cause=cause.pk,
        priority_link=problem.priority_links.get().pk,
        batch=_incidents(municipality, hidden).pk,
        agreement=agreement.pk,
        meeting=meeting.pk,
        agenda_point=agenda.pk,
        action_point=action.pk,
        attachment=_attached(f"plan {draft.pk}", municipality, hidden),
        agreement_file=_attached(f"agreement {agreement.pk}", municipality, hidden),
    )


def _copying(draft: Plan) -> int:
    copy_year(draft, year=2024, by="x")
    return AuditEvent.objects.filter(action="plans.copy_year").latest("id").pk


def _evaluation(plan: Plan) -> Evaluation:
    return begin(plan, starts="2024", ends="2026", as_of=timezone.localdate(), author="Samordnaren", by="x")


def _incidents(municipality: str, hidden: str) -> IncidentBatch:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "veckor.csv"
        path.write_text(f"år;vecka;område;typ;antal\n2026;5;{hidden};Skadegörelse;7\n", encoding="utf-8")
        import_incidents(path, municipality=municipality, by="x")
    return IncidentBatch.objects.get(municipality=municipality)


def _attached(key: str, municipality: str, hidden: str) -> int:
    subject = Subject(key=key, municipality=municipality, title=hidden, address="/", may_write=True)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bilaga.txt"
        path.write_text(f"{hidden} {key}", encoding="utf-8")
        return attach(subject, path=path, name=f"{hidden}.txt", note=hidden, by="x").pk


def _two_lists() -> None:
    """Put two years of the police's list live for both municipalities, once."""
    if Release.objects.filter(dataset="police_areas").exists():
        return
    rows = [f"{year};{name};Utsatt område;{place}" for year, name in ((2023, "A"), (2025, "B")) for place in TOWNS]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "utsatta_omraden.csv"
        path.write_text("\n".join(["År;Namn;Kategori;Kommun", *rows]), encoding="utf-8")
        make_live(import_file(path, by="x").release, by="x")
