"""The programme logic's picture: every text fits its box, no boxes collide, and gaps are dashed and named."""

from __future__ import annotations

import itertools
from xml.etree.ElementTree import fromstring

import pytest

from tryggve.plan.logic import GapKind, Logic, LogicActivity, LogicGoal, LogicMeasure, LogicPriority
from tryggve.publish.figures.logic_figure import logic_figure
from tryggve.publish.figures.logic_layout import broken_wrap
from tryggve.publish.figures.style import text_width

SVG = "{http://www.w3.org/2000/svg}"
WORD = "Kommunikationsplattformsutvecklingsarbete"


def broken_plan() -> Logic:
    activities = tuple(
        LogicActivity(ref=f"a{i}", title=f"{WORD} nummer {i}", owner="Arbetsmarknads- och socialförvaltningen")
        for i in range(5)
    )
    lone = (LogicActivity(ref="a9", title="Utan ansvarig"),)
    measures = (
        LogicMeasure(ref="m1", title=f"{WORD} {WORD}", cause="Mörka stråk", activities=activities, goals=("g1", "g2")),
        LogicMeasure(ref="m2", title="Kort", cause="Mörka stråk", activities=lone, goals=("g2",)),
        LogicMeasure(ref="m3", title="Utan allt"),
    )
    goals = (
        LogicGoal(ref="g1", title="Fler trygga", has_indicator=True, smallest_change=9, distance=2),
        LogicGoal(ref="g2", title=f"Mål om {WORD}", has_indicator=False, unmeasured=("tillit", "jämlikhet")),
        LogicGoal(ref="g3", title="Ingen leder hit", has_indicator=True),
        LogicGoal(ref="g4", title="Följs bara", has_indicator=True, has_target=False),
    )
    return Logic(
        title="Provplan",
        priorities=(
            LogicPriority(
                ref="p1", title="Trygga kvällar", measures=measures, goals=goals, open_causes=("Tomma torg",)
            ),
            LogicPriority(ref="p2", title="Tom"),
        ),
        idle=("Kulturförvaltningen", "Ekhamrahus AB"),
    )


@pytest.fixture(scope="module", params=["sv", "en"])
def drawn(request):
    return logic_figure(broken_plan(), language=request.param)


def boxes(figure):
    found = []
    for rect in fromstring(figure.svg).iter(f"{SVG}rect"):
        x, y, width, height = (float(rect.get(name)) for name in ("x", "y", "width", "height"))
        found.append((x, y, x + width, y + height, "stroke-dasharray" in rect.attrib))
    return found


def texts(figure):
    for text in fromstring(figure.svg).iter(f"{SVG}text"):
        size = float(text.get("font-size").removesuffix("px"))
        wide = text_width(text.text, size, int(text.get("font-weight")))
        yield text.text, float(text.get("x")), float(text.get("y")) - 0.35 * size, wide


def test_no_two_boxes_collide(drawn):
    for one, other in itertools.combinations(boxes(drawn), 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)


def test_every_text_in_a_box_ends_inside_it(drawn):
    inside = 0
    for text, x, y, wide in texts(drawn):
        box = next((b for b in boxes(drawn) if b[0] <= x <= b[2] and b[1] <= y <= b[3]), None)
        if box:
            inside += 1
            assert x + wide <= box[2], text
    assert inside > 20


def test_everything_lies_inside_the_picture(drawn):
    for x1, y1, x2, y2, _ in boxes(drawn):
        assert x1 >= 0 and y1 >= 0 and x2 <= drawn.width and y2 <= drawn.height


def test_every_gap_stands_in_the_picture_as_dashes_and_as_words(drawn):
    language = fromstring(drawn.svg).get("lang")
    seen = " ".join(text for text, *_ in texts(drawn))
    told = {word for kind in GapKind for word in [kind.mark.text(language)] if word in seen}
    assert told == {kind.mark.text(language) for kind in GapKind}
    assert sum(dashed for *_, dashed in boxes(drawn)) >= 10


def test_a_whole_chain_has_no_dashes_and_says_that_there_are_no_gaps():
    activity = LogicActivity(ref="a", title="Byta lampor", owner="Teknik", budgeted=True)
    measure = LogicMeasure(ref="m", title="Belysning", cause="Mörker", activities=(activity,), goals=("g",))
    goal = LogicGoal(ref="g", title="Fler trygga", has_indicator=True)
    whole = Logic(title="P", priorities=(LogicPriority(ref="p", title="P", measures=(measure,), goals=(goal,)),))
    figure = logic_figure(whole, language="sv")
    assert "stroke-dasharray" not in figure.svg
    assert figure.description.endswith("Inga luckor.")


def test_the_description_counts_and_names_the_gaps():
    figure = logic_figure(broken_plan(), language="sv")
    assert "Prioriterade områden: 2, åtgärder: 3" in figure.description
    assert "utan aktivitet (2)" in figure.description


def test_the_table_has_every_activity_with_its_owner_and_goals():
    table = logic_figure(broken_plan(), language="sv").table
    rows = [row for row in table.rows if row[3]]
    assert len(rows) == 6
    assert rows[0][4] == "Arbetsmarknads- och socialförvaltningen"
    assert rows[0][5] == f"Fler trygga; Mål om {WORD}"
    assert all(len(row) == len(table.columns) for row in table.rows)


def test_a_plan_drawn_twice_is_the_same_to_the_byte():
    assert logic_figure(broken_plan(), language="sv").svg == logic_figure(broken_plan(), language="sv").svg


@pytest.mark.parametrize("width", [90.0, 140.0, 220.0])
def test_a_long_word_is_broken_before_one_consonant_and_loses_no_letter(width):
    lines = broken_wrap(f"Ett {WORD} till", width)
    assert all(text_width(line) <= width for line in lines)
    assert "".join(lines).replace("-", "").replace(" ", "") == f"Ett{WORD}till"
    for line, following in itertools.pairwise(lines):
        if line.endswith("-"):
            assert following[0] not in "aeiouyåäö" and following[1] in "aeiouyåäö"
