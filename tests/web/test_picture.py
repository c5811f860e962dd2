"""The situation picture's pages: who sees and changes what, what stops them, and what they are told."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from plan.made_findings import change, side
from tryggve.plan.clock import Step
from tryggve.plan.picture import CONTROL_QUESTIONS
from tryggve.plan.problems import CRITERIA
from tryggve.web.audit.models import AuditEvent
from tryggve.web.followup.models import StepTaken
from tryggve.web.people.roles import Role
from tryggve.web.picture.actions import add_part, adopt, remove_part
from tryggve.web.picture.models import Cause, Picture, PriorityProblem, Problem, ProblemClaim
from tryggve.web.picture.parts import PROBLEM
from tryggve.web.picture.versions import new_version
from tryggve.web.plans.models import Priority
from tryggve.web.situation.queries import findings_of, place_at
from web.picture_example import LAW, add_problem, picture
from web.plan_example import member, plan
from web.test_decisions import _nothing_remembered, judge_today, page  # noqa: F401  the fixture is for every test here

pytestmark = pytest.mark.django_db
START = "/lagesbilder/"


@pytest.fixture
def made() -> Picture:
    return picture()


@pytest.fixture
def problem(made) -> Problem:
    return made.problems.get()


@pytest.fixture
def editor(db) -> Client:
    return member("eva", Role.COORDINATOR)


@pytest.fixture
def reading(db) -> Client:
    return member("rut", Role.READER)


@pytest.fixture
def stranger(db) -> Client:
    return member("sven", Role.COORDINATOR, "2081")


def adopted(made: Picture) -> None:
    adopt(made, body="Kommunstyrelsen", date=dt.date(2026, 3, 16), paragraph="§ 12", by="anna")
    made.refresh_from_db()


def shown(made: Picture) -> list[str]:
    own, problem = f"{START}{made.pk}/", made.problems.order_by("id")[0].pk
    return [
        own,
        f"{own}skillnader/",
        f"{own}historik/",
        f"{own}dokument/",
        f"{START}problem/{problem}/",
        f"{START}problem/{problem}/fiskben.svg",
        f"{START}problem/{problem}/fiskben.png",
    ]


def forms(made: Picture) -> list[str]:
    own, problem = f"{START}{made.pk}/", made.problems.order_by("id")[0]
    inside = ("andra", "orsaksanalys", "prioritet", "ny-slutsats", "ny-orsak", "nya-handelser", "till-planen")
    return [
        *(f"{own}{name}/" for name in ("andra", "lagens-delar", "kontrollfragor", "nytt-problem", "ny-kalla")),
        *(f"{own}{name}/" for name in ("papperskorg",)),
        *(f"{START}problem/{problem.pk}/{name}/" for name in inside),
        f"{START}slutsats/{problem.claims.get(finding__isnull=True).pk}/andra/",
        f"{START}orsak/{problem.causes.get().pk}/andra/",
        f"{START}kalla/{made.sources.get().pk}/andra/",
    ]


# Who sees


def test_reader_reads_everything_and_finds_no_way_to_change_it(made, reading):
    for address in shown(made):
        answer = reading.get(address)
        assert answer.status_code == 200, address
    assert "/ta-bort/" not in reading.get(shown(made)[4]).content.decode()
    assert "/andra/" not in reading.get(shown(made)[0]).content.decode()


@pytest.mark.parametrize("role", [Role.READER, Role.OWNER, Role.ANALYST, Role.SECRETARY, Role.ADMINISTRATOR])
def test_only_a_coordinator_writes(made, role):
    client = member("någon", role)
    assert {client.get(address).status_code for address in forms(made)} == {403}
    assert client.post(f"{START}ny/", {"title": "Ny"}).status_code == 403
    assert client.post(f"{START}del/problem/{made.problems.get().pk}/ta-bort/").status_code == 403
    assert Picture.objects.count() == 1


def test_coordinator_opens_every_form(made, editor):
    assert {editor.get(address).status_code for address in forms(made)} == {200}


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.COORDINATOR])
def test_who_may_decide_may_adopt(made, role):
    sent = {"body": "Kommunstyrelsen", "date": "2026-03-16", "paragraph": "12"}
    assert member("någon", role).post(f"{START}{made.pk}/faststall/", sent).status_code == 302
    made.refresh_from_db()
    assert made.status == "adopted"


def test_list_says_when_the_picture_is_due_and_what_that_is_counted_from(made, reading):
    adopted(made)
    text = page(reading, START)
    assert "Lägesbilden ska uppdateras senast 16 mars 2028." in text
    assert "Räknat från 16 mars 2026, när lägesbilden fastställdes." in text


def test_list_quotes_a_later_day_that_was_entered_and_says_that_it_is_later(made, reading):
    adopted(made)
    entered = {"note": "Lägesbild 2026 B", "by": "anna", "at": timezone.now()}
    StepTaken.objects.create(municipality="9901", step=Step.PICTURE.value, date=dt.date(2026, 4, 6), **entered)
    text = page(reading, START)
    assert (
        "Räknat från 6 april 2026, det datum som är inskrivet under Uppföljning. Anteckning: ”Lägesbild 2026 B”."
        in text
    )
    assert "Det är senare än när lägesbilden som gäller fastställdes." in text


def test_new_pictures_form_says_what_it_makes_and_adopting_is_a_button(made, editor):
    assert "<h1>Skapa en lägesbild</h1>" in editor.get(f"{START}ny/").content.decode()
    assert "<h1>Namn, period och ansvariga</h1>" in editor.get(f"{START}{made.pk}/andra/").content.decode()
    own = editor.get(f"{START}{made.pk}/").content.decode()
    assert f'<a class="button quiet" href="{START}{made.pk}/faststall/">' in own


def test_adoption_is_told_as_exactly_as_it_is_known(made, editor):
    sent = {"body": "Kommunstyrelsen", "date": "mars 2026", "paragraph": "12"}
    editor.post(f"{START}{made.pk}/faststall/", sent)
    assert (made.adoption.date, made.adoption.when) == (dt.date(2026, 3, 31), "2026-03")
    shown = [page(editor, address) for address in (START, f"{START}{made.pk}/", f"{START}{made.pk}/dokument/")]
    assert all("mars 2026" in text and "31 mars 2026" not in text for text in shown)
    assert "Lägesbilden ska uppdateras senast 31 mars 2028. Räknat från mars 2026, när lägesbilden" in shown[0]
    assert "31 mars 2026" not in page(editor, f"{START}{made.pk}/historik/")


@pytest.mark.parametrize(("date", "said"), [("32 mars", "är inget datum här"), ("2097", "Tiden ligger i framtiden")])
def test_adoption_at_no_time_or_to_come_is_refused_with_what_was_typed(made, editor, date, said):
    answer = editor.post(f"{START}{made.pk}/faststall/", {"body": "Kommunstyrelsen", "date": date})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert f'value="{date}"' in answer.content.decode()
    made.refresh_from_db()
    assert made.status == "draft"


def test_owner_may_not_adopt(made):
    assert member("någon", Role.OWNER).get(f"{START}{made.pk}/faststall/").status_code == 403


def test_visitor_is_asked_to_sign_in(made, visitor):
    for address in (START, f"{START}handelser/", f"{START}{made.pk}/lagesbild.pdf", *shown(made), *forms(made)):
        answer = visitor.get(address)
        assert answer.status_code == 302, address
        assert "/logga-in/" in answer["Location"]


def test_another_municipality_sees_and_changes_nothing(made, stranger):
    addresses = [f"{START}{made.pk}/lagesbild.pdf", f"{START}{made.pk}/faststall/", *shown(made), *forms(made)]
    assert {stranger.get(address).status_code for address in addresses} == {404}
    assert stranger.post(f"{START}del/problem/{made.problems.get().pk}/ta-bort/").status_code == 404
    assert stranger.post(f"{START}{made.pk}/ny-version/").status_code == 404
    assert made.title not in page(stranger, START)


def test_removed_picture_and_problem_are_gone_for_everybody(made, problem, editor):
    remove_part(problem, by="anna")
    assert editor.get(f"{START}problem/{problem.pk}/").status_code == 404
    remove_part(made, by="anna")
    assert editor.get(f"{START}{made.pk}/").status_code == 404
    assert "Återställ" in page(editor, START)


def test_members_are_shown_the_way_from_the_indicators_and_visitors_are_not(live, editor, visitor):
    assert START in editor.get("/lagesbild/").content.decode()
    assert f'href="{START}"' not in visitor.get("/lagesbild/").content.decode()


@pytest.mark.parametrize(
    ("address", "here"), [("/lagesbild/", "Siffror"), (START, "Dokument"), (f"{START}handelser/", "Händelser")]
)
def test_figures_documents_and_incidents_lead_to_each_other(live, editor, address, here):
    text = editor.get(address).content.decode()
    parts = text.partition('aria-label="Lägesbildens delar"')[2].partition("</nav>")[0]
    assert re.findall(r'href="([^"]+)"', parts) == ["/lagesbild/", START, f"{START}handelser/"]
    assert re.findall(r'aria-current="page">([^<]+)', parts) == [here]


# Writing


def test_newcomer_makes_a_picture_with_a_problem_and_a_cause(editor):
    answer = editor.post(f"{START}ny/", {"title": "Lägesbild", "starts": "2026", "ends": "2026"})
    assert "inget problem är beskrivet ännu" in page(editor, answer["Location"])
    assert "Lagens 4 § kräver också" in page(editor, answer["Location"])
    answer = editor.post(f"{answer['Location']}nytt-problem/", {"title": "Buskörning"})
    sent = {"text": "Rak väg", "side": "place", "directness": "direct", "evidence": "", "influence": "3"}
    editor.post(f"{answer['Location']}ny-orsak/", sent)
    assert "Rak väg" in page(editor, answer["Location"])
    assert Cause.objects.get().influence == 3


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"title": ""}, "Fyll i det här fältet."),
        ({"title": "L", "starts": "2027", "ends": "2026"}, "Perioden slutar innan den börjar"),
        ({"title": "L", "starts": "någon gång"}, "Något behöver rättas"),
    ],
)
def test_mistake_in_the_picture_is_told_and_what_was_typed_stays(editor, sent, said):
    answer = editor.post(f"{START}ny/", sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Picture.objects.exists()


def test_findings_become_claims_and_are_offered_once(live, made, problem, editor):
    address = f"{START}problem/{problem.pk}/ny-slutsats/"
    keys = re.findall(r'name="findings" value="(\w+)"', editor.get(address).content.decode())
    before = ProblemClaim.objects.count()
    editor.post(address, {"findings": keys[:2], "text": "Vi hör det på vandringarna.\r\n\r\nOfta."})
    assert ProblemClaim.objects.count() == before + 3
    assert ProblemClaim.objects.order_by("id").last().text == "Vi hör det på vandringarna.\n\nOfta."
    assert not set(keys[:2]) & set(re.findall(r'name="findings" value="(\w+)"', editor.get(address).content.decode()))


def test_adopted_claim_keeps_its_words_beside_what_newer_figures_say(made, problem, reading):
    adopted(made)
    address = f"{START}problem/{problem.pk}/"
    assert "Beslutat 2026: 60,0 procent" in page(reading, address)
    assert "Stämmer inte längre" not in page(reading, address)
    judge_today(change(side(2024, 48, 2), side(2022, 60, 2)))
    assert "Stämmer inte längre Beslutat 2026: 60,0 procent" in page(reading, address)
    assert "Nu: Säkerställd minskning" in page(reading, address)


def test_draft_shows_todays_figures_and_decides_nothing(made, problem, reading):
    judge_today(change(side(2024, 48, 2), side(2022, 60, 2)))
    assert "Stämmer inte längre" not in page(reading, f"{START}problem/{problem.pk}/")


def test_findings_of_one_indicator_are_all_offered(live, problem, editor):
    indicator = findings_of(place_at("ekhamra"))[-1].indicator
    text = editor.get(f"{START}problem/{problem.pk}/ny-slutsats/?indikator={indicator}").content.decode()
    assert f'<option value="{indicator}" selected>' in text
    assert 'name="findings"' in text


def test_claim_without_finding_or_words_is_refused(problem, editor):
    answer = editor.post(f"{START}problem/{problem.pk}/ny-slutsats/", {"text": " "})
    assert answer.status_code == 422


def test_scores_are_kept_and_what_is_not_judged_is_not_zero(problem, editor):
    sent = {"revision": problem.revision, "common": "2", "increasing": "", "cost": "0"}
    editor.post(f"{START}problem/{problem.pk}/prioritet/", sent)
    problem.refresh_from_db()
    assert problem.scores == {"common": 2, "cost": 0}
    assert "2 av 11 kriterier bedömda" in page(editor, f"{START}problem/{problem.pk}/")


def test_decision_to_prioritise_asks_for_its_reason(problem, editor):
    sent = {"revision": problem.revision, "prioritised": "no", "prioritised_why": ""}
    answer = editor.post(f"{START}problem/{problem.pk}/prioritet/", sent)
    assert answer.status_code == 422
    assert "Skriv varför" in answer.content.decode()


def test_second_editor_of_the_same_field_sees_both_and_chooses(problem, editor):
    address, form = f"{START}problem/{problem.pk}/andra/", {"title": problem.title, "revision": problem.revision}
    other = member("olle", Role.COORDINATOR)
    other.post(address, form | {"description": "Olles text", "places": "Torget"})
    answer = editor.post(address, form | {"description": "Evas text"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Olles text" in text
    assert "Evas text" in text
    again = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', text))
    again.pop("csrfmiddlewaretoken", None)
    editor.post(address, again)
    problem.refresh_from_db()
    assert (problem.description, problem.places) == ("Evas text", "Torget")


@pytest.mark.parametrize("over", ["", "x", "-1", "9" * 30])
def test_made_up_choice_to_replace_is_no_choice(problem, editor, over):
    address, form = f"{START}problem/{problem.pk}/andra/", {"title": problem.title, "revision": problem.revision}
    editor.post(address, form | {"description": "Olles text"})
    assert editor.post(address, form | {"description": "Evas text", "over": over}).status_code == 409


def test_removed_part_is_undone_in_one_step(problem, editor):
    cause = problem.causes.get()
    answer = editor.post(f"{START}del/orsak/{cause.pk}/ta-bort/", follow=True)
    undo = f"{START}del/orsak/{cause.pk}/aterstall/"
    assert undo in answer.content.decode()
    assert "Mörk gångväg" in page(editor, f"{START}{problem.picture_id}/papperskorg/")
    editor.post(undo)
    assert Cause.objects.get().removed_at is None


def test_recycle_bin_does_not_ask_once_for_each_part(made, problem, editor, django_assert_max_num_queries):
    for number in range(12):
        remove_part(add_problem(made, f"Nummer {number}"), by="anna")
    with django_assert_max_num_queries(30):
        editor.get(f"{START}{made.pk}/papperskorg/")


# Adoption and versions


def test_adoption_says_what_the_law_misses_and_does_not_adopt(editor):
    made = picture(analysis="")
    address = f"{START}{made.pk}/faststall/"
    text = page(editor, address)
    assert "Lägesbilden kan inte fastställas än" in text
    assert "Analys" in text
    answer = editor.post(address, {"body": "KS", "date": "2026-03-16"})
    assert answer.status_code == 403 or "saknas" in answer.content.decode()
    made.refresh_from_db()
    assert made.status == "draft"


def test_adoption_says_first_what_is_not_done_and_where_it_is_mended(made, editor):
    bare = add_part(PROBLEM, parent=made, values={"title": "Buskörning"}, by="anna")
    text = editor.get(f"{START}{made.pk}/faststall/").content.decode()
    assert "Det här är inte klart när lägesbilden fastställs" in text
    for said, step in (
        ("vilar inte på någon slutsats eller räkning", "ny-slutsats"),
        ("saknar orsaker", "ny-orsak"),
        ("är inte bedömt", "prioritet"),
        (": inte beslutat om det ska prioriteras", "prioritet"),
    ):
        gap = said if said.startswith(":") else f" {said}"
        assert f'<a href="{START}problem/{bare.pk}/{step}/">Buskörning{gap}</a>' in text
    assert "Otryggt i Norrbacken är bedömt enligt 2 av 11 kriterier" in text
    assert "Otryggt i Norrbacken saknar orsaker" not in text
    assert "4 kontrollfrågor är inte besvarade" in text


def test_what_is_not_done_stops_no_adoption_and_is_no_link_for_who_may_not_write(made):
    secretary = member("någon", Role.SECRETARY)
    text = secretary.get(f"{START}{made.pk}/faststall/").content.decode()
    assert "<li>4 kontrollfrågor är inte besvarade</li>" in text
    secretary.post(f"{START}{made.pk}/faststall/", {"body": "Kommunstyrelsen", "date": "2026-03-16"})
    made.refresh_from_db()
    assert made.status == "adopted"


def test_picture_in_which_all_is_done_has_nothing_left(made, problem, editor):
    problem.scores = {criterion.key: 1 for criterion in CRITERIA}
    problem.prioritised = True
    problem.save()
    for part in CONTROL_QUESTIONS:
        setattr(made, part.field, "Svar.")
    made.save()
    text = page(editor, f"{START}{made.pk}/faststall/")
    assert "När lägesbilden är fastställd ändras den inte mer" in text
    assert "inte klart" not in text


def test_paragraph_has_one_sign_however_it_was_typed(made, editor):
    adopted(made)
    assert "§ 12" in page(editor, f"{START}{made.pk}/")
    assert "§ §" not in page(editor, f"{START}{made.pk}/")


def test_adopted_picture_leads_to_the_version_that_follows_and_back(made, editor):
    adopted(made)
    draft = new_version(made, by="anna")
    assert f'href="{START}{draft.pk}/"' in editor.get(f"{START}{made.pk}/").content.decode()
    assert f'href="{START}{made.pk}/"' in editor.get(f"{START}{draft.pk}/").content.decode()
    assert "ny-version" not in editor.get(f"{START}{made.pk}/").content.decode()


def test_differences_name_what_is_new(made, editor):
    adopted(made)
    draft = new_version(made, by="anna")
    add_problem(draft, "Skadegörelse kring skolan")
    text = page(editor, f"{START}{draft.pk}/skillnader/")
    assert "Tillkommet · Problem Skadegörelse kring skolan" in text


def test_history_tells_who_changed_what(made, problem, editor):
    editor.post(f"{START}problem/{problem.pk}/orsaksanalys/", {"revision": problem.revision, "hypothesis": "Mörkret."})
    text = page(editor, f"{START}{made.pk}/historik/")
    assert "eva Ändrat: problem" in text
    assert "Mörkret." in text


def test_when_figures_were_fetched_and_causes_analysed_is_told_as_it_is_known(made, problem, editor):
    whole = {"title": made.title, "starts": "2026", "ends": "2026", "as_of": "våren 2024", "revision": made.revision}
    assert editor.post(f"{START}{made.pk}/andra/", whole).status_code == 302
    sent = {"revision": problem.revision, "hypothesis": "Mörkret.", "analysed": "2024-05"}
    assert editor.post(f"{START}problem/{problem.pk}/orsaksanalys/", sent).status_code == 302
    assert "våren 2024" in page(editor, f"{START}{made.pk}/")
    assert "maj 2024" in page(editor, f"{START}problem/{problem.pk}/")
    document = page(editor, f"{START}{made.pk}/dokument/")
    assert "Uppgifterna är hämtade våren 2024" in document and "Orsaksanalysen gjordes maj 2024." in document
    history = page(editor, f"{START}{made.pk}/historik/")
    assert "våren 2024" in history and "maj 2024" in history


@pytest.mark.parametrize("analysed", ["32 mars", "2097"])
def test_analysis_at_no_time_or_to_come_is_refused(problem, editor, analysed):
    sent = {"revision": problem.revision, "hypothesis": "Mörkret.", "analysed": analysed}
    assert editor.post(f"{START}problem/{problem.pk}/orsaksanalys/", sent).status_code == 422
    problem.refresh_from_db()
    assert (problem.hypothesis, problem.analysed) == ("", "")


# Document


def test_document_says_what_a_draft_lacks_and_an_adopted_one_its_checksum(editor):
    made = picture(analysis="")
    assert "Inte skrivet ännu. Lagens 4 § kräver det." in page(editor, f"{START}{made.pk}/dokument/")
    whole = picture()
    adopted(whole)
    text = page(editor, f"{START}{whole.pk}/dokument/")
    assert whole.adoption.sha256 in text
    assert "Fastställd Kommunstyrelsen 16 mars 2026, § 12" in text


def test_adopted_document_stays_as_it_was_adopted(made, problem, editor):
    adopted(made)
    before = editor.get(f"{START}{made.pk}/dokument/").content
    Problem.objects.filter(pk=problem.pk).update(title="Något annat", description="Annan text.")
    after = editor.get(f"{START}{made.pk}/dokument/").content
    assert b"Annan text." not in after
    assert before.count(b"Torget") == after.count(b"Torget")


def test_problems_stand_by_score_in_the_document(made, editor):
    add_problem(made, "Störst", scores={"common": 3, "increasing": 3})
    text = page(editor, f"{START}{made.pk}/dokument/")
    assert text.rindex("Störst") < text.rindex("Otryggt i Norrbacken")


@pytest.mark.parametrize("start", ["", "/en"])
def test_pdf_is_made_in_both_languages(made, editor, start):
    answer = editor.get(f"{start}{START}{made.pk}/lagesbild.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_fishbone_is_on_a_phone_too_and_can_be_moved_from_the_keyboard(problem, editor):
    text = editor.get(f"{START}problem/{problem.pk}/").content.decode()
    drawn = text.partition('<figure class="chart after">')[2].partition("</figure>")[0]
    assert re.match(r'\s*<div class="scroll" tabindex="0" role="region" aria-label="[^"]+"><svg', drawn)
    assert "dra den åt sidan" in drawn
    assert 'class="wide"' not in text


def test_pictures_page_is_headed_by_its_name_and_what_it_says(made, problem, editor):
    def heading() -> str:
        return re.search("<h1[^>]*>(.+?)</h1>", editor.get(f"{START}{made.pk}/").content.decode())[1]

    assert heading() == "Lägesbild 2026: 1 problem är beskrivet, inget är prioriterat ännu"
    remove_part(problem, by="anna")
    assert heading() == "Lägesbild 2026: inget problem är beskrivet ännu"


def test_problems_name_in_the_list_looks_like_the_link_it_is(made, problem, editor):
    text = editor.get(f"{START}{made.pk}/").content.decode()
    assert f'<a href="{START}problem/{problem.pk}/">Otryggt i Norrbacken</a>' in text


def test_scores_say_that_the_weights_are_one_and_where_another_weighing_is_written(problem, editor):
    assert {criterion.weight for criterion in CRITERIA} == {1}
    text = page(editor, f"{START}problem/{problem.pk}/")
    assert "Alla kriterier har vikten 1, och vikterna ändras inte i Tryggve." in text


def test_hostile_text_is_shown_as_text(editor):
    made = picture(**LAW | {"analysis": "<script>alert(1)</script>"}, title="<b>Lägesbild</b>")
    Cause.objects.update(text="<script>alert(2)</script>")
    for address in shown(made):
        assert "<script>alert" not in editor.get(address).content.decode(errors="replace")


# To the plan


def test_problem_is_linked_to_a_plans_priority_and_unlinked(problem, editor):
    plan()
    priority = Priority.objects.get()
    editor.post(f"{START}problem/{problem.pk}/till-planen/", {"priority": priority.pk})
    link = PriorityProblem.objects.get()
    assert "Trygga unga" in page(editor, f"{START}problem/{problem.pk}/")
    assert "Otryggt i Norrbacken" in page(editor, f"/plan/{priority.plan_id}/")
    editor.post(f"{START}koppling/{link.pk}/ta-bort/")
    assert not PriorityProblem.objects.exists()
    assert AuditEvent.objects.last().action == "picture.unlink_priority"


def test_link_follows_the_problem_into_the_next_version(made, problem, editor):
    plan()
    editor.post(f"{START}problem/{problem.pk}/till-planen/", {"priority": Priority.objects.get().pk})
    adopted(made)
    later = new_version(made, by="anna").problems.get()
    assert "Trygga unga" in page(editor, f"{START}problem/{later.pk}/")


def test_priority_of_another_municipality_cannot_be_chosen(problem, editor):
    other = plan(municipality="2081").priorities.get()
    answer = editor.post(f"{START}problem/{problem.pk}/till-planen/", {"priority": other.pk})
    assert answer.status_code == 422
    assert other.plan.title not in answer.content.decode()
    assert not PriorityProblem.objects.exists()


def test_stranger_cannot_unlink(problem, editor, stranger):
    plan()
    editor.post(f"{START}problem/{problem.pk}/till-planen/", {"priority": Priority.objects.get().pk})
    assert stranger.post(f"{START}koppling/{PriorityProblem.objects.get().pk}/ta-bort/").status_code == 404
    assert PriorityProblem.objects.exists()


def test_without_an_open_plan_it_says_what_to_do(problem, editor):
    assert "Ingen plan går att ändra nu" in page(editor, f"{START}problem/{problem.pk}/till-planen/")
