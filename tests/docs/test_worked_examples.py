"""Every figure in the handbook's examples is what the code works out."""

from __future__ import annotations

import math
import re
import tomllib
from pathlib import Path

import pytest
from scipy import stats

from docs.pages import Page, both, written_pages
from tryggve.analysis.contrast import Contrast, contrast
from tryggve.analysis.findings import findings_for
from tryggve.cli import main as cli
from tryggve.engine.tables import open_table
from tryggve.errors import Language
from tryggve.indicators.catalogue import load_catalogue
from tryggve.indicators.microdata import read_microdata
from tryggve.indicators.series import SourceFigure, build_series
from tryggve.indicators.survey_definition import read_definition
from tryggve.publish.numbers import format_number
from tryggve.publish.wording import Worded, word
from tryggve.sources import read_release
from tryggve.survey.disclosure import hidden_cells
from tryggve.survey.intervals import holm
from tryggve.terms import Estimate, KnownBy, Unit
from tryggve.terms.places import register
from tryggve.web.data.changes import compare

UNDERSTAND = [page for page in written_pages() if page.name.split("/")[1] in ("forsta", "understand")]


def number(value: float, page: Page, decimals: int) -> str:
    language: Language = "sv" if page.language == "sv" else "en"
    return format_number(value, language, decimals=decimals)


def margin(found: Contrast, page: Page) -> str:
    return f"± {number(math.ceil(found.margin * 10 - 1e-9) / 10, page, 1)}"


def share(value: float, *, reach: float, step: float = 0.0) -> Estimate:
    limits = {"low": value - reach, "high": value + reach, "rounding": step, "limit_rounding": step}
    return Estimate(value=value, unit=Unit.PERCENT, known_by=KnownBy.INTERVAL, **limits)


@pytest.mark.parametrize("page", UNDERSTAND, ids=lambda page: page.name)
def test_quoted_findings_are_cases_of_the_specification(page: Page) -> None:
    rules = Page("sv/regler-i-exempel.md" if page.language == "sv" else "en/rules-by-example.md")
    assert [quote for quote in page.quotes if quote not in rules.quotes] == []


@pytest.mark.parametrize("page", both("forsta/omdomen", "understand/verdicts"), ids=lambda p: p.language)
def test_verdict_table_has_every_word_of_the_program_in_order(page: Page) -> None:
    words = tomllib.loads((Path(cli.__file__).parents[1] / "publish/words/verdicts.toml").read_text(encoding="utf-8"))
    year = {"sv": "ÅR", "en": "YEAR"}[page.language]
    order = [words["other"][code] for code in ("break", "overlap", "counts", "no_error", "few")]
    order += [words["change"][code] for code in ("up", "same", "none", "short")]
    spoken = [entry[page.language].format(year=year) for entry in order]
    rows = re.findall(r"^\| (\d) \| ([^|]+?) \|", page.text, re.MULTILINE)
    assert [row[0] for row in rows] == [str(n) for n in range(1, 10)]
    assert [told.split(" / ")[0] for _, told in rows] == spoken
    gaps = [words["gap"][code][page.language] for code in ("up", "down", "same", "none")]
    assert [word for word in gaps if word not in page.text] == []


@pytest.mark.parametrize("page", both("forsta/avrundning", "understand/rounding"), ids=lambda p: p.language)
def test_rounding_example(page: Page) -> None:
    to = {"sv": "till", "en": "to"}[page.language]
    rows = [line for line in page.text.splitlines() if line.startswith("| ") and "±" in line]
    assert len(rows) == 2
    for row, step in zip(rows, (0.0, 1.0), strict=True):
        found = contrast(share(31, reach=3, step=step), share(36, reach=3, step=step))
        interval = f"{number(found.low, page, 1)} {to} {number(found.high, page, 1)}"
        told = [cell.strip() for cell in row.strip("|").split("|")]
        assert told[1:] == [number(found.value, page, 0), interval, margin(found, page), number(found.p, page, 3)]


@pytest.mark.parametrize("page", both("forsta/familjer", "understand/families"), ids=lambda p: p.language)
def test_family_example(page: Page) -> None:
    per_cent = {"sv": "procent", "en": "per cent"}[page.language]
    assert f"{100 * (1 - 0.95**14):.0f} {per_cent}" in page.text
    alone = (0.004, 0.011, 0.02, 0.041, 0.6)
    yes, no = {"sv": ("ja", "nej"), "en": ("yes", "no")}[page.language]
    for p, adjusted in zip(alone, holm(alone), strict=True):
        assert page.row(number(p, page, 3), number(adjusted, page, 3), yes if adjusted < 0.05 else no)


@pytest.mark.parametrize("page", both("forsta/omdomen", "understand/verdicts"), ids=lambda p: p.language)
def test_margin_of_the_change_from_33_to_25(page: Page) -> None:
    found = contrast(share(25, reach=3), share(33, reach=3))
    assert f"{margin(found, page)}:" in page.text


@pytest.mark.parametrize("page", both("forsta/sma-grupper", "understand/small-groups"), ids=lambda p: p.language)
def test_small_group_example(page: Page) -> None:
    rows = re.findall(r"^\| (\w+) \| (\d+) \| (\w+)", page.text, re.MULTILINE)
    answers = {("area",): {(name,): int(n) for name, n, _ in rows}, (): {(): sum(int(n) for _, n, _ in rows)}}
    hidden = {labels[0] for _, labels in hidden_cells(answers, smallest_n=10)}
    assert hidden == {name for name, _, shown in rows if shown in ("nej", "no")}
    assert hidden == {"Viken", "Åsbyn"}
    assert str(sum(int(n) for _, n, _ in rows)) == "120"


@pytest.mark.parametrize("page", both("forsta/anmalda-brott", "understand/reported-crime"), ids=lambda p: p.language)
def test_poisson_example_calls_one_per_cent_clear_and_ten_per_cent_nothing(page: Page) -> None:
    for now, then, decimals in ((182_000, 180_000, 4), (428, 476, 2)):
        p = 2 * stats.norm.sf(abs(now - then) / math.sqrt(now + then))
        assert f"p = {number(p, page, decimals)}" in page.text
    assert number(100 * 2 / 180, page, 1) in page.text


@pytest.mark.parametrize("page", both("forsta/bortfall", "understand/non-response"), ids=lambda p: p.language)
def test_non_response_example(page: Page, ekhamra: Path, safe_in_2025: Estimate) -> None:
    table = open_table(ekhamra / "trygghetsmatningen_ekhamra_2016_2025.csv")
    answered = int((table.numbers("ar") == 2025).sum())
    drawn = read_definition(ekhamra / "trygghetsmatningen.toml").sampled
    rate = answered / drawn
    low, high = safe_in_2025.low, safe_in_2025.high
    everybody = safe_in_2025.value - (1 - rate) * 10
    assert everybody < low
    figures = (drawn, answered, 100 * rate, safe_in_2025.value, everybody)
    texts = [number(v, page, d).replace("\u00a0", " ") for v, d in zip(figures, (0, 0, 0, 1, 1), strict=True)]
    assert [text for text in texts if text not in page.text] == []
    assert f"{number(low, page, 1)}–{number(high, page, 1)}" in page.text


@pytest.mark.parametrize("page", both("lar-dig/las-en-slutsats", "learn/read-a-finding"), ids=lambda p: p.language)
def test_finding_that_is_read_is_ekhamras(page: Page, norrbacken: dict[Language, Worded]) -> None:
    said = norrbacken["sv" if page.language == "sv" else "en"]
    quotes = [quote.replace("\u00a0", " ") for quote in page.quotes]
    assert quotes[0] == f"{said.symbol} {said.verdict}: {said.headline}".replace("\u00a0", " ")
    assert said.detail.replace("\u00a0", " ").startswith(quotes[1])
    rules = Page("sv/regler-i-exempel.md" if page.language == "sv" else "en/rules-by-example.md")
    assert quotes[2] in rules.quotes


@pytest.mark.parametrize("page", both("sla-upp/citera", "look-up/cite"), ids=lambda p: p.language)
def test_cited_figures_are_ekhamras(page: Page, norrbacken: dict[Language, Worded]) -> None:
    said = norrbacken["sv" if page.language == "sv" else "en"]
    figures = re.findall(r"\d+[.,]\d", f"{said.headline} {said.detail.partition('·')[0]}")
    assert [figure for figure in figures if figure not in page.quotes[0]] == []


@pytest.mark.parametrize("page", both("gor/skatta-fran-fil", "do/estimate-from-a-file"), ids=lambda p: p.language)
def test_estimate_prints_the_rows_that_are_shown(
    page: Page, ekhamra: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (ekhamra / "trygghetsmatningen_ekhamra_2016_2025.csv").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.startswith(("ar,", "2024,", "2025,"))]
    file = tmp_path / "svar.csv"
    file.write_text("\n".join(kept) + "\n", encoding="utf-8")
    (command,) = [line for line in page.blocks("sh")[0].splitlines() if line.startswith("tryggve estimate")]
    arguments = [str(file) if word == "svar.csv" else word for word in command.split()[1:]]
    assert cli.main(arguments) == 0
    printed = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    shown = [" ".join(line.split()) for line in page.blocks("text")[0].splitlines()]
    assert len(shown) == 7
    assert [row for row in shown if not any(line.startswith(row) for line in printed)] == []


@pytest.mark.parametrize("page", both("gor/granska-en-ny-utgava", "do/review-a-revised-file"), ids=lambda p: p.language)
def test_revised_file_differs_as_told(page: Page, ekhamra: Path) -> None:
    before, after = (read_release(ekhamra / name).rows for name in ("Ekhamra.xlsx", "reviderad/Ekhamra.xlsx"))
    found = compare(before, after)
    counts = [len(found.added), len(found.removed), len(found.changed)]
    told = re.search(r"(\d+) (?:nya|added), (\d+) (?:borttagna|removed) (?:och|and) (\d+) ", page.text)
    assert told and [int(count) for count in told.groups()] == counts
    pairs = {(int(p.old.outcome.value), int(p.new.outcome.value)) for p in found.changed}
    assert (577, 584) in pairs
    assert "577" in page.text and "584" in page.text


@pytest.fixture(scope="module")
def book(ekhamra: Path):
    definition = read_definition(ekhamra / "trygghetsmatningen.toml")
    file = ekhamra / "trygghetsmatningen_ekhamra_2016_2025.csv"
    release = read_microdata(file, definition=definition, municipality=register()["9901"])
    figures = [SourceFigure(release=release.sha256, source=release.source.code, row=row) for row in release.rows]
    return build_series(figures, load_catalogue())


@pytest.fixture(scope="module")
def safe_in_2025(book) -> Estimate:
    point = book.get("local_safe_evening", "9901").known()[-1]
    assert point.period.last == 2025
    return point.estimate


@pytest.fixture(scope="module")
def norrbacken(book) -> dict[Language, Worded]:
    catalogue = load_catalogue()
    (finding,) = [
        f
        for f in findings_for(register()["9901"], book, catalogue)
        if f.indicator == "local_safe_evening" and f.side.area.name == "Norrbacken" and f.rule == "against_rest"
    ]
    return {language: word(finding, catalogue, language) for language in ("sv", "en")}
