"""What every figure owes its reader: words in one language, a table of the same data, room for its texts, no noise."""

from __future__ import annotations

import csv
import itertools
import re
import struct
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from publish.figure_examples import (
    BETTER,
    EXAMPLES,
    UNCLEAR,
    WORSE,
    all_text,
    broken,
    csv_rows,
    dot_example,
    dumbbell_example,
    layers,
    line_example,
    map_example,
    reference_example,
    seen_texts,
    series,
    share,
    square,
)
from tryggve.errors import BadValueError
from tryggve.publish.figures import (
    Aim,
    DotRow,
    DumbbellRow,
    MapArea,
    Mark,
    Panel,
    Reference,
    Sign,
    dot_figure,
    dumbbell_figure,
    line_figure,
    map_figure,
    panels_of,
    png,
    render,
    spark,
)
from tryggve.publish.figures import words as figure_words
from tryggve.publish.figures.style import ACCENT, WARNING
from tryggve.terms import Missing, Reason, Unit, Verdict


@pytest.fixture(autouse=True)
def no_folder(monkeypatch):
    """The web app's folder of kept charts would hide what is rendered here."""
    monkeypatch.setattr(render._Folder, "path", None)


LANGUAGES = ("sv", "en")
WIDTHS = (700, 560, 340)
every_figure = pytest.mark.parametrize("kind", list(EXAMPLES))
every_language = pytest.mark.parametrize("language", LANGUAGES)
every_width = pytest.mark.parametrize("width", WIDTHS)


@every_figure
@every_language
def test_no_fixed_word_of_the_other_language_is_seen(kind, language):
    other = "en" if language == "sv" else "sv"
    text = all_text(EXAMPLES[kind](language)).lower()
    tables = (*figure_words._WORDS.values(), *figure_words._COLUMNS.values())
    foreign = {entry[other].lower() for entry in tables} - {entry[language].lower() for entry in tables}
    found = {word for word in foreign if re.search(rf"(?<![\wåäö]){re.escape(word)}(?![\wåäö])", text)}
    assert not found


@every_figure
def test_decimal_sign_follows_the_language(kind):
    assert not re.search(r"\d\.\d", all_text(EXAMPLES[kind]("sv")))
    assert not re.search(r"\d,\d(?!\d\d)", all_text(EXAMPLES[kind]("en")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_and_reason_has_its_word(language):
    for verdict in Verdict:
        assert figure_words.change_word(verdict, language)
        assert figure_words.gap_word(verdict, language)
    for reason in Reason:
        assert figure_words.reason_word(reason, language)


def test_certainty_is_never_called_by_the_word_for_safety():
    swedish = " ".join(entry["sv"] for entry in figure_words._WORDS.values())
    assert not re.search(r"\b(säker|säkert|signifikant)\b", swedish)


@every_figure
@every_language
@every_width
def test_no_text_is_clipped_or_smaller_than_twelve_pixels(kind, language, width):
    figure = EXAMPLES[kind](language, width)
    texts = seen_texts(figure.svg)
    assert texts
    for text in texts:
        assert text.size >= 12
        assert text.left >= -1, text
        assert text.right <= figure.width + 1, text
        assert text.top >= -1, text
        assert text.bottom <= figure.height + 1, text


@every_figure
@every_language
@every_width
def test_no_text_stands_on_another(kind, language, width):
    for one, two in itertools.combinations(seen_texts(EXAMPLES[kind](language, width).svg), 2):
        beside = one.right <= two.left + 1 or two.right <= one.left + 1
        above = one.bottom <= two.top + 1 or two.bottom <= one.top + 1
        assert beside or above, (one, two)


@pytest.mark.parametrize("points", [1, 2, 5, 15])
@every_width
def test_line_figure_has_room_for_one_to_fifteen_points(points, width):
    years = {2010 + i: share(50 + 3 * (i % 3), 4) for i in range(points)}
    made = line_figure(
        panels_of(series(years, window=2), titles=["%"], marked=[Mark(year=2010), Mark(year=2009 + points)]),
        title="x",
        language="sv",
        width=width,
    )
    texts = seen_texts(made.svg)
    assert all(t.left >= -1 and t.right <= made.width + 1 for t in texts)
    for one, two in itertools.combinations(texts, 2):
        assert (
            one.right <= two.left + 1
            or two.right <= one.left + 1
            or one.bottom <= two.top + 1
            or two.bottom <= one.top + 1
        )


def test_line_table_has_every_point_and_its_unrounded_numbers():
    rows = csv_rows(line_example())
    points = broken().points
    assert len(rows) == len(line_example().table.rows) == len(points)
    for row, point in zip(rows, points, strict=True):
        assert (int(row["från_år"]), int(row["till_år"])) == (point.period.first, point.period.last)
        estimate = point.estimate
        assert (float(row["värde"]), float(row["nedre_gräns"])) == (estimate.value, estimate.low)
        assert (float(row["övre_gräns"]), int(row["antal_svar"])) == (estimate.high, estimate.n)
        assert row["enhet"] == estimate.unit.value


def test_missing_figure_is_a_reason_in_the_table_and_an_empty_cell_in_the_file():
    points = {2020: share(50), 2021: Missing(reason=Reason.SUPPRESSED), 2022: share(51)}
    made = line_figure(panels_of(series(points), titles=["%"]), title="x", language="sv")
    assert made.table.rows[1][3:] == ("dolt av sekretesskäl", "", "")
    assert (csv_rows(made)[1]["värde"], csv_rows(made)[1]["saknas_därför"]) == ("", "suppressed")


def test_drawn_values_are_the_values_of_the_table():
    drawn = [
        r["value"] for layer in layers(dot_example().spec, "point") for r in layer["data"]["values"] if "label" in r
    ]
    listed = [float(row["värde"]) for row in csv_rows(dot_example()) if row["värde"] and row["plats"] != "Ekhamra"]
    assert drawn == listed == [56, 48, 66, 69]


def test_dumbbell_table_has_both_sides_and_the_margin_of_the_difference():
    made = dumbbell_example()
    assert made.table.rows[0][1:] == (
        "63,0\u00a0%",
        "57,0–69,0",
        "52,0\u00a0%",
        "46,0–58,0",
        "\u221211,0 procentenheter",
        "±\u00a08,5 procentenheter",
        "säkerställd minskning",
    )
    raw = csv_rows(made)[0]
    assert (float(raw["2018_värde"]), float(raw["2019_värde"]), float(raw["skillnad"])) == (63, 52, -11)
    assert (float(raw["skillnad_nedre_gräns"]), float(raw["skillnad_övre_gräns"])) == (-19.5, -2.5)
    assert raw["bedömning"] == "down"


def test_panel_refuses_a_series_with_a_break():
    with pytest.raises(ValueError, match="break"):
        Panel(series=broken(), title="x")


def test_no_line_or_band_reaches_over_a_break():
    for layer in layers(line_example().spec, "line", "area"):
        years = [row["year"] for row in layer["data"]["values"]]
        assert max(years) < 2021 or min(years) >= 2021


def test_each_side_of_a_break_has_its_own_scale():
    views = [view for view in line_example().spec["hconcat"] if "layer" in view]
    scales = [view["layer"][0]["encoding"]["y"]["scale"]["domain"] for view in views]
    assert len(views) == 2
    assert scales[0] != scales[1]
    assert all(view["resolve"]["scale"]["y"] == "independent" for view in views)


def test_rate_leaves_a_phone_room_for_the_line_beside_the_names():
    def rates(level: float):
        return series({y: share(level + y % 3, None, unit=Unit.PER_100K) for y in range(2017, 2025)})

    panels = panels_of(
        rates(12_689),
        titles=["Per 100 000 invånare"],
        references=[Reference(label="Västra Götalands län", series=rates(11_857))],
        label="Ekhamra",
    )
    made = line_figure(panels, title="x", language="sv", width=340)
    assert made.spec["hconcat"][0]["width"] >= 100
    assert sum("invånare" in text.text for text in seen_texts(made.svg)) == 1


def test_reference_with_a_break_is_cut_at_it():
    own = series({y: share(50) for y in range(2018, 2025)})
    other = replace(broken(), points=tuple(p for p in broken().points if p.period.last >= 2018))
    panels = panels_of(own, titles=["%"], references=[Reference(label="Riket", series=other)])
    lines = list(layers(line_figure(panels, title="x", language="sv").spec, "line"))
    spans = [[row["year"] for row in line["data"]["values"]] for line in lines]
    assert [2018, 2019, 2020] in spans
    assert not any({2020, 2021} <= set(span) and len(span) < 7 for span in spans)


def test_missing_point_leaves_a_gap_in_line_and_band():
    points = {y: share(50 + y % 3) for y in range(2015, 2023)} | {2018: Missing(reason=Reason.NOT_ASKED)}
    made = line_figure(panels_of(series(points), titles=["%"]), title="x", language="sv")
    for layer in layers(made.spec, "line", "area"):
        years = {row["year"] for row in layer["data"]["values"]}
        assert years in ({2015, 2016, 2017}, {2019, 2020, 2021, 2022})


def test_year_that_was_never_measured_is_no_gap():
    made = line_figure(
        panels_of(series({y: share(50) for y in (2016, 2018, 2020)}), titles=["%"]), title="x", language="sv"
    )
    assert [len(layer["data"]["values"]) for layer in layers(made.spec, "area")] == [3]


def test_point_without_known_error_is_hollow_and_has_no_band():
    made = line_figure(
        panels_of(series({2020: share(50), 2021: share(52, None)}), titles=["%"]), title="x", language="sv"
    )
    assert not layers(made.spec, "area")
    fills = [row["fill"] for layer in layers(made.spec, "point") for row in layer["data"]["values"] if "fill" in row]
    assert len(set(fills)) == 2
    assert "felmarginalen är inte känd" in all_text(made)


def test_spark_draws_only_the_part_after_the_last_break():
    whole, after = broken(), replace(broken(), points=broken().points[7:])
    assert spark(whole, language="sv") == spark(after, language="sv")
    assert "2021: 61,0\u00a0%; 2025: 66,5\u00a0%" in spark(whole, language="sv")


def uncertain(verdict: Verdict) -> list[str]:
    sign = Sign(verdict, True)
    rows = [DotRow(label="A", outcome=share(50), sign=sign), DotRow(label="B", outcome=share(52), sign=sign)]
    areas = [MapArea(name="A", geometry=square(0, 0, 9), outcome=share(50), sign=sign)]
    return [
        line_example(sign=sign).svg,
        dot_figure(rows, title="x", language="sv").svg,
        map_figure(areas, title="x", language="sv").svg,
        spark(broken(), language="sv", sign=sign),
    ]


@pytest.mark.parametrize("verdict", [v for v in Verdict if v not in (Verdict.UP, Verdict.DOWN)])
def test_no_arrow_and_no_judging_colour_without_a_certain_verdict(verdict):
    for svg in uncertain(verdict):
        assert not re.search(f"{ACCENT}|{WARNING}|▲|▼|●|pattern", svg)


def test_certain_difference_shows_in_shape_as_well_as_colour():
    sizes = {
        row["label"]: row["size"]
        for layer in layers(dot_example().spec, "point")
        for row in layer["data"]["values"]
        if "label" in row
    }
    assert sizes["Norrbacken"] == sizes["Upplands-Bro"] > sizes["Centrum"]
    assert sum("●" in text.text for text in seen_texts(dot_example().svg)) == 2
    dumbbell = dumbbell_example().svg
    assert "▼" in dumbbell
    assert "▲" not in dumbbell


def test_places_and_groups_that_differ_get_no_arrow_for_nothing_has_moved():
    rows = [DumbbellRow(label="16–29", first=share(63), second=share(52), sign=WORSE)]
    groups = dumbbell_figure(rows, first="Kvinnor", second="Män", title="x", language="sv", form="gap")
    for made in (dot_example(), map_example(), groups):
        assert not re.search("▲|▼|triangle", made.svg)
        assert "●" in made.svg
    assert "● säkerställt lägre" in {text.text for text in seen_texts(groups.svg)}
    assert "● säkerställt lägre" in {text.text for text in seen_texts(map_example().svg)}


def test_coloured_name_at_a_lines_end_carries_its_arrow():
    other = Reference(label="Riket", series=series({2020: share(40), 2021: share(41)}))
    own = series({2020: share(50), 2021: share(60)})
    drawn = {
        sign: line_figure(
            panels_of(own, titles=["%"], sign=sign, references=[other], label="Ekhamra"), title="x", language="sv"
        ).svg
        for sign in (BETTER, UNCLEAR)
    }
    assert "Ekhamra ▲ 60,0\u00a0%" in drawn[BETTER]
    assert "Ekhamra 60,0\u00a0%" in drawn[UNCLEAR]


def test_place_that_was_not_compared_gets_no_verdict_in_words():
    made = dot_figure([DotRow(label="Falun", outcome=share(19))], title="x", language="sv")
    assert "säkerställ" not in all_text(made)


def test_what_cannot_be_told_is_hollow_as_against_no_difference_seen():
    rows = [
        DotRow(label="A", outcome=share(50), sign=Sign(Verdict.SHORT)),
        DotRow(label="B", outcome=share(50), sign=Sign(Verdict.NONE)),
        DotRow(label="C", outcome=share(50, None)),
    ]
    spec = dot_figure(rows, title="x", language="sv").spec
    drawn = [r for layer in layers(spec, "point") for r in layer["data"]["values"] if "label" in r]
    assert [row["fill"] == row["stroke"] for row in drawn] == [False, True, False]


def test_group_without_a_figure_is_never_said_to_be_unchanged():
    row = DumbbellRow(label="Alla", first=share(60), second=Missing(reason=Reason.TOO_FEW), sign=UNCLEAR)
    made = dumbbell_figure([row], first="2018", second="2019", title="x", language="sv")
    assert "ingen säkerställd" not in all_text(made)
    assert made.table.rows[0][-1] == "underlaget räcker inte"


def test_change_that_cannot_be_told_is_dashed_and_named_so():
    rows = [
        DumbbellRow(label=verdict.value, first=share(60), second=share(55), sign=Sign(verdict, False))
        for verdict in (Verdict.DOWN, Verdict.NONE, Verdict.SHORT)
    ]
    made = dumbbell_figure(rows, first="2018", second="2019", title="x", language="sv")
    drawn = {
        layer["data"]["values"][0]["label"]: (layer["mark"]["strokeWidth"], "strokeDash" in layer["mark"])
        for layer in layers(made.spec, "rule")
        if "to" in layer["data"]["values"][0] and layer["mark"]["strokeWidth"] > 1.5
    }
    assert drawn == {"down": (4.0, False), "none": (2.0, False), "short": (2.0, True)}
    drawn_words = " ".join(text.text for text in seen_texts(made.svg))
    for words in ("▼ säkerställd minskning", "ingen säkerställd förändring", "underlaget räcker inte"):
        assert words in drawn_words


def test_area_without_a_figure_is_never_coloured_whatever_its_verdict_says():
    made = map_example()
    assert made.table.rows[3] == ("Åsbyn", "för få svar", "", "", "underlaget räcker inte")
    one = MapArea(name="A", geometry=square(0, 0, 9), outcome=Missing(reason=Reason.TOO_FEW), sign=BETTER)
    assert ACCENT not in map_figure([one], title="x", language="sv").svg


def test_north_is_up_in_metres_and_in_degrees():
    for south, north in ((6700000, 6704000), (60.4, 60.44)):
        side = (north - south) / 2
        areas = [
            MapArea(name="Söder", geometry=square(15, south, side), outcome=share(50), sign=UNCLEAR),
            MapArea(name="Norr", geometry=square(15, north, side), outcome=share(50), sign=UNCLEAR),
        ]
        tops = {text.text: text.top for text in seen_texts(map_figure(areas, title="x", language="sv").svg)}
        assert tops["Norr"] < tops["Söder"]


def test_degree_of_longitude_is_shortened_at_sixty_degrees_north():
    area = MapArea(name="A", geometry=square(15, 59.95, 0.1), outcome=share(50), sign=UNCLEAR)
    path = re.search(r'd="M([^"]+)Z" fill', map_figure([area], title="x", language="sv").svg)[1]
    corners = [tuple(map(float, corner.split(","))) for corner in path.split("L")]
    wide = max(x for x, _ in corners) - min(x for x, _ in corners)
    high = max(y for _, y in corners) - min(y for _, y in corners)
    assert wide / high == pytest.approx(0.5, abs=0.005)


def test_map_of_points_is_refused_with_what_to_do():
    area = MapArea(name="Romme", geometry={"type": "Point", "coordinates": [15, 60]}, outcome=share(50), sign=UNCLEAR)
    with pytest.raises(BadValueError, match="Romme") as caught:
        map_figure([area], title="x", language="sv")
    assert "Exportera ytor" in caught.value.text("sv")


@every_figure
@every_language
def test_svg_is_one_described_picture_without_anything_a_strict_policy_blocks(kind, language):
    made = EXAMPLES[kind](language)
    root = ElementTree.fromstring(made.svg)
    names = [node.get("id") for node in root.iter() if node.get("id")]
    assert (root.get("role"), root.get("lang")) == ("img", language)
    assert root.get("aria-labelledby").split() == names[:2]
    assert (root[0].text, root[1].text) == (made.title, made.description)
    assert root.get("viewBox") == f"0 0 {made.width:g} {made.height:g}"
    for node in root.iter():
        assert not {"style", "class", "onclick"} & set(node.attrib)
        assert node.tag.rpartition("}")[2] not in ("style", "script", "image", "foreignObject")
        assert node is root or not [key for key in node.attrib if key.startswith("aria-") or key == "role"]


def test_ids_are_unique_among_figures_on_one_page():
    page = [EXAMPLES[kind](language, width).svg for kind in EXAMPLES for language in LANGUAGES for width in (560, 340)]
    names = [name for svg in page for name in re.findall(r'\bid="([^"]+)"', svg)]
    assert len(names) == len(set(names))
    for svg in page:
        used = set(re.findall(r"url\(#([^)]+)\)", svg))
        assert used <= set(re.findall(r'\bid="([^"]+)"', svg))


def test_hostile_names_stay_text():
    name = "<script>alert(1)</script> & \"'](x)"
    made = dot_figure([DotRow(label=name, outcome=share(50))], title=name, language="sv")
    assert "<script" not in made.svg
    assert ElementTree.fromstring(made.svg)[0].text == name


@every_figure
def test_text_is_not_silently_dropped_from_the_png(kind):
    made = EXAMPLES[kind]()
    silent = replace(made, svg=re.sub(r"<text.*?</text>", "", made.svg, flags=re.DOTALL))
    with_text, without = png(made, 1), png(silent, 1)
    assert len(with_text) > len(without) + 1000
    wide, high = struct.unpack(">II", with_text[16:24])
    assert abs(wide - made.width) <= 1
    assert abs(high - made.height) <= 1


def test_our_own_font_is_used_and_not_a_substitute():
    made = dot_example()
    substitute = replace(made, svg=made.svg.replace("Source Sans Pro", "No Such Face"))
    assert png(made, 1) != png(substitute, 1)


def test_equal_charts_are_equal_to_the_byte():
    first = line_example().svg
    render._raw_svg.cache_clear()
    assert line_example().svg == first


def test_equal_charts_are_equal_to_the_byte_in_another_process():
    code = "from publish.figure_examples import line_example; print(line_example().svg, end='')"
    tests = str(Path(__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": tests, "PYTHONUTF8": "1"}, capture_output=True, check=True
    )
    assert done.stdout.decode() == line_example().svg


@pytest.mark.parametrize("kind", ["line", "reference", "dot", "dumbbell"])
def test_chart_can_be_drawn_elsewhere_with_all_its_texts_inside(kind):
    made = EXAMPLES[kind]()
    alone = render._converter().vegalite_to_svg(made.spec, vl_version=render.VEGA_LITE)
    wide = float(re.search(r'width="([\d.]+)"', alone)[1])
    texts = [text for text in seen_texts(alone) if text.text.strip()]
    assert {text.text for text in texts} == {text.text for text in seen_texts(made.svg)}
    # Vega measures the real letters, while a text seen here is estimated up to a quarter too wide.
    assert all(text.left >= -1 and text.left + 0.8 * (text.right - text.left) <= wide for text in texts)


def test_renderings_are_kept_in_the_folder_and_read_from_it(tmp_path, monkeypatch):
    render.keep_renderings_in(tmp_path / "charts")
    render._raw_svg.cache_clear()
    first = reference_example().svg
    kept = list((tmp_path / "charts").iterdir())
    assert [file.suffix for file in kept] == [".svg"]
    render._raw_svg.cache_clear()
    monkeypatch.setattr(render, "_render", lambda _: pytest.fail("rendered again"))
    assert reference_example().svg == first


def test_folder_that_cannot_be_written_does_not_stop_a_chart(tmp_path, monkeypatch):
    render._raw_svg.cache_clear()
    monkeypatch.setattr(render._Folder, "path", tmp_path / "gone")
    assert dot_example().svg.startswith("<svg")


def test_forked_child_is_stopped_instead_of_hanging(monkeypatch):
    line_example()
    render._raw_svg.cache_clear()
    monkeypatch.setattr(render.os, "getpid", lambda: -1)
    with pytest.raises(RuntimeError, match="forked"):
        line_example()


def test_empty_line_figure_is_refused():
    with pytest.raises(ValueError, match="points"):
        line_figure([], title="x", language="sv")


def test_spark_of_nothing_is_nothing():
    assert spark(series({2020: Missing(reason=Reason.TOO_FEW)}), language="sv") == ""


def test_phone_stacks_panels_and_desktop_sets_them_side_by_side():
    assert "vconcat" in line_example(width=340).spec
    assert "hconcat" in line_example(width=700).spec


def test_line_goes_through_exactly_the_published_values_of_a_real_municipality(shared):
    rows = csv.DictReader(
        (shared / "data/indicators/bra_kommunindikatorer_dalarna_7omr.csv").read_text("utf-8-sig").splitlines()
    )
    wanted = "Otrygghet vid utevistelse sent på kvällen i det egna bostadsområdet"
    mine = [r for r in rows if r["geografi"] == "Borlänge" and r["variabel"] == wanted and r["varde"]]
    values = {int(r["ar"]): float(r["varde"]) for r in mine if r["enhet"].startswith("Andel")}
    low = {int(r["ar"]): float(r["varde"]) for r in mine if "undre" in r["enhet"]}
    points = {y: replace(share(v, 0), low=low[y], high=2 * v - low[y]) for y, v in values.items()}
    made = line_figure(panels_of(series(points), titles=["%"]), title="Borlänge", language="sv")
    line = max(layers(made.spec, "line"), key=lambda layer: layer["mark"]["strokeWidth"])
    assert {row["year"]: row["value"] for row in line["data"]["values"]} == values


def test_aim_lengthens_the_axis_and_the_scale_and_stands_in_table_file_and_description():
    points = {2024: share(50, 3), 2025: share(52, 3)}
    aim = Aim(levels=(70.0,), year=2028, label="Mål: minst 70 %")
    made = line_figure(panels_of(series(points), titles=["Procent"], aim=aim), title="x", language="sv")
    texts = [text.text for text in seen_texts(made.svg)]
    assert {"2024", "2025", "2028", "Mål: minst 70 %"} <= set(texts)
    assert any(text.startswith("70") for text in texts)
    assert made.table.rows[-1] == ("Mål: minst 70 %", "Ekhamra", "2028", "70,0\N{NO-BREAK SPACE}%", "", "")
    assert csv_rows(made)[-1]["värde"] == "70.0"
    assert csv_rows(made)[-1]["från_år"] == "2028"
    assert made.description.endswith("Mål: minst 70 %, 2028.")


def test_aim_belongs_to_the_latest_comparable_part_only():
    aim = Aim(levels=(70.0,), year=2026, label="Mål")
    panels = panels_of(broken(), titles=["a", "b"], aim=aim)
    assert [panel.aim for panel in panels] == [None, aim]


def test_range_that_is_aimed_at_has_two_levels():
    aim = Aim(levels=(40.0, 60.0), year=2026, label="Mål: mellan 40 och 60")
    made = line_figure(panels_of(series({2025: share(50, 3)}), titles=["%"], aim=aim), title="x", language="sv")
    dashed = [layer for layer in layers(made.spec, "rule") if layer["mark"].get("strokeDash")]
    assert [len(layer["data"]["values"]) for layer in dashed] == [2]
    assert [row[3] for row in made.table.rows[-2:]] == ["40,0\N{NO-BREAK SPACE}%", "60,0\N{NO-BREAK SPACE}%"]


@pytest.mark.parametrize("points", [1, 2, 5, 15])
@pytest.mark.parametrize("level", [30, 47, 53, 56, 90])
@every_width
def test_words_of_an_aim_stand_on_no_other_text(points, level, width):
    years = {2010 + i: share(50 + 3 * (i % 3), 4) for i in range(points)}
    marked = [Mark(year=2010), Mark(year=2009 + points)]
    aim = Aim(levels=(float(level),), year=2010 + points, label=f"Mål: minst {level},0 %")
    panels = panels_of(series(years), titles=["%"], marked=marked, aim=aim)
    texts = seen_texts(line_figure(panels, title="x", language="sv", width=width).svg)
    said = next(text for text in texts if text.text == aim.label)
    assert 0 <= said.left < said.right <= width
    for other in texts:
        apart = other.right <= said.left or said.right <= other.left
        assert other == said or apart or other.bottom <= said.top + 1 or said.bottom <= other.top + 1, other
