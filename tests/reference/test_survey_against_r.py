"""Every estimate, error, interval and difference equals R's survey package within the stated tolerance."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tryggve.errors import BadValueError, UsageError
from tryggve.survey import Flag, Measure, Survey, index, mean
from tryggve.survey.comparisons import covariance

FOLDER = Path(__file__).parent / "survey"
RULES = {"i_all": 3, "i_min2": 2, "i_any": 1}


def cases(family: str, *estimands: str) -> list[Any]:
    found = json.loads((FOLDER / f"{family}.json").read_text())["cases"]
    wanted = [case for case in found if (case.get("spec") or {}).get("estimand") in estimands]
    return [pytest.param(case, id=case["id"]) for case in wanted]


def case_of(family: str, name: str) -> Any:
    return next(c for c in json.loads((FOLDER / f"{family}.json").read_text())["cases"] if c["id"] == name)


def close(found: float, expected: float, rel: float = 1e-10) -> None:
    assert math.isclose(found, expected, rel_tol=rel, abs_tol=1e-11), (found, expected)


def survey_of(case: Any, where: str = "") -> Survey:
    design = case["design"]
    path = FOLDER / "data" / f"{case['data'][0]}.csv"
    ids = () if design["ids"] == ["1"] else tuple(design["ids"])
    fpc = tuple(design.get("fpc") or ())
    if design["ultimate_cluster"]:
        ids, fpc = ids[:1], fpc[:1]
    table: object = path
    if where:
        # A domain is a column of its own: the rows outside it stay in the sample.
        table = duckdb.sql(f"SELECT *, ({where}) AS inside FROM read_csv('{path}')")
    return Survey(
        table,
        weights=design["weights"][0],
        strata=(design.get("strata") or [""])[0],
        psu=ids,
        fpc=fpc[: max(1, len(ids))],
        lonely=design["lonely_psu"],
    )


def measures_of(spec: Any) -> list[Measure]:
    ys = [spec["y"]] if isinstance(spec["y"], str) else spec["y"]
    if spec["estimand"] == "index":
        return [index(tuple(ys), needs=RULES[spec["rule"]])]
    return [mean(y) for y in ys]


def sql_where(text: str) -> str:
    return text.replace("==", "=").replace("!=", "<>").replace("&", "AND").replace('"', "'")


def check_row(found: Any, expected: Any) -> None:
    if "n" in expected:
        assert found.n == expected["n"]
    if abs(expected["se"]) < 1e-11:
        # R publishes SE 0 where everybody answered alike or only one did, and 0 with SE 0 where nobody did.
        assert math.isnan(found.se) and found.flag in (Flag.CONSTANT, Flag.FEW)
        return
    close(found.value, expected["est"])
    close(found.se, expected["se"])
    if "domain_df" in expected:
        assert found.df == expected["domain_df"]
        close(found.low, expected["ci_t_domain_df"][0])
        close(found.high, expected["ci_t_domain_df"][1])


MEANS = [
    *cases("a_stratified", "mean"),
    *cases("b_clustered", "mean"),
    *cases("h_missing", "mean"),
    *cases("i_index", "index"),
    *[case for case in cases("g_lonely", "mean") if not case.values[0]["design"]["adjust_domain_lonely"]],
]


@pytest.mark.parametrize("case", [c for c in MEANS if not set(c.values[0]["spec"]) & {"where", "standardise"}])
def test_means_and_indexes_equal_r(case: Any) -> None:
    if "error" in case["result"]:
        with pytest.raises(UsageError, match="one drawn unit"):
            survey_of(case)
        return
    survey = survey_of(case)
    spec, expected = case["spec"], iter(case["result"]["rows"])
    assert survey.sample.structure.df == case["result"]["design_df"]
    listwise = spec.get("na_rm") == "listwise"
    if listwise:
        survey = survey_of(case, "q_safe IS NOT NULL AND q_park IS NOT NULL AND q_night IS NOT NULL")
    by = ("inside",) if listwise else tuple(spec.get("by", ()))
    for measure in measures_of(spec):
        rows = {row.group: row for row in survey.estimate(measure, by=by)}
        rows.pop((("inside", "false"),), None)
        for _ in list(rows):
            wanted = next(expected)
            group = by_group(wanted, by) if not listwise else (("inside", "true"),)
            check_row(rows[group], wanted)
            check_deff(rows[group], wanted, case)
    assert next(expected, None) is None


def by_group(wanted: Any, by: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(wanted["domain"][name])) for name in by)


def check_deff(row: Any, wanted: Any, case: Any) -> None:
    """R's deff=TRUE has the factor 1 - n/N in its comparison; deff="replace" has not, as ours."""
    if "deff" in wanted and not math.isnan(row.se):
        factor = 1.0 if "replace" in case["r_code"][-1] else 1 - row.n / row.population
        close(row.deff / factor, wanted["deff"])


@pytest.mark.parametrize(
    ("family", "name", "column"),
    [
        ("a_stratified", "a05_prop_levels", "q_grade"),
        ("a_stratified", "a14_levels_by_edu", "q_grade"),
        ("h_missing", "h06_levels", "q_grade"),
    ],
)
def test_shares_of_every_level_equal_r(family: str, name: str, column: str) -> None:
    case = case_of(family, name)
    by = tuple((case.get("spec") or {}).get("by", ()))
    rows = survey_of(case).levels(column, by=by)
    assert len(rows) == len(case["result"]["rows"])
    for row, wanted in zip(rows, case["result"]["rows"], strict=True):
        assert row.measure[-1] == wanted["term"][-1]
        check_row(row, wanted)


def test_share_with_a_where_clause_keeps_the_whole_design() -> None:
    case = case_of("a_stratified", "a15_where")
    survey = survey_of(case, sql_where(case["spec"]["where"]))
    check_row(survey.mean("q_safe", by=("inside",))[1], case["result"]["rows"][0])


def test_item_nonresponse_as_a_share_equals_r() -> None:
    case = case_of("h_missing", "h07_item_nonresponse")
    survey = survey_of(case, "q_safe IS NULL")
    rows = {row.group: row for row in survey.share("inside", codes=("true",), by=("sex",))}
    for wanted in case["result"]["rows"]:
        if wanted["term"].endswith("TRUE"):
            check_row(rows[by_group(wanted, ("sex",))], wanted)


@pytest.mark.parametrize("name", ["a20_ciprop_K_logit", "a20_ciprop_edu1_logit", "a20_ciprop_young_logit"])
def test_logit_interval_equals_svyciprop(name: str) -> None:
    case = case_of("a_stratified", name)
    survey = survey_of(case, sql_where(case["spec"]["where"]))
    row = survey.share("q_crime", codes=(1,), by=("inside",), interval="logit")[1]
    close(row.value, case["result"]["est"], 1e-7)
    close(row.low, case["result"]["ci"][0], 1e-7)
    close(row.high, case["result"]["ci"][1], 1e-7)


def test_logit_interval_of_a_two_stage_sample_equals_svyciprop() -> None:
    case = case_of("b_clustered", "b07_ciprop_logit")
    row = survey_of(case).share("q_bullied", codes=(1,), interval="logit")[0]
    close(row.low, case["result"]["ci"][0], 1e-7)
    close(row.high, case["result"]["ci"][1], 1e-7)


def test_ultimate_cluster_uses_the_first_stage_only() -> None:
    case = case_of("b_clustered", "b06_ultimate")
    check_row(survey_of(case).mean("q_safe")[0], case["result"]["rows"][0])


def test_empty_and_one_person_domains_are_never_published_as_se_zero() -> None:
    case = case_of("a_stratified", "a17_one_respondent")
    first = duckdb.sql(f"SELECT id FROM read_csv('{FOLDER / 'data' / 'strat.csv'}') LIMIT 1").fetchall()[0][0]
    row = survey_of(case, f"id = {first}").mean("q_safe", by=("inside",))[1]
    assert (row.n, row.value, row.flag) == (1, case["result"]["est"], Flag.FEW)
    assert math.isnan(row.se)
    empty = survey_of(case_of("a_stratified", "a16_empty_domain"), "age = 'no such group'")
    assert [row.group for row in empty.mean("q_safe", by=("inside",))] == [(("inside", "false"),)]


def test_a_missing_weight_is_refused_as_in_r() -> None:
    assert "error" in case_of("h_missing", "h13_na_weight")["result"]
    path = FOLDER / "data" / "missing.csv"
    table = duckdb.sql(f"SELECT * REPLACE (CASE WHEN id = 5 THEN NULL ELSE w END AS w) FROM read_csv('{path}')")
    with pytest.raises(BadValueError, match="no weight"):
        Survey(table, weights="w", strata="stratum", fpc="pop_h")


INDEX = ("q_safe", "q_park", "q_night")
YEARS = ((1, {"year": 2023}), (-1, {"year": 2022}))
DID = (
    (1, {"sex": "K", "year": 2022}),
    (-1, {"sex": "M", "year": 2022}),
    (-1, {"sex": "K", "year": 2023}),
    (1, {"sex": "M", "year": 2023}),
)
CONTRASTS: list[tuple[str, str, str, Measure, Any]] = [
    ("f_comparisons", "f01_diff_sex", "M_minus_K", mean("q_safe"), ((1, {"sex": "M"}), (-1, {"sex": "K"}))),
    ("f_comparisons", "f02_diff_edu", "e3_minus_e1", mean("q_safe"), ((1, {"edu": 3}), (-1, {"edu": 1}))),
    ("f_comparisons", "f02_diff_edu", "e2_minus_e1", mean("q_safe"), ((1, {"edu": 2}), (-1, {"edu": 1}))),
    ("f_comparisons", "f02_diff_edu", "avg", mean("q_safe"), tuple((1 / 3, {"edu": e}) for e in (1, 2, 3))),
    ("f_comparisons", "f03_diff_year", "last_minus_first", mean("q_crime"), YEARS),
    ("f_comparisons", "f04_diff_in_diff", "did", mean("q_safe"), DID),
    ("h_missing", "h09_diff_year", "last_minus_first", mean("q_safe"), YEARS),
    *[
        ("i_index", f"i03_{rule}_change", "last_minus_first", index(INDEX, needs=needs), YEARS)
        for rule, needs in RULES.items()
    ],
]


@pytest.mark.parametrize(("family", "name", "key", "measure", "sides"), CONTRASTS)
def test_differences_equal_r(family: str, name: str, key: str, measure: Measure, sides: Any) -> None:
    case = case_of(family, name)
    wanted = case["result"]["contrasts"][key]
    found = survey_of(case).contrast(measure, sides)
    close(found.value, wanted["est"])
    close(found.se, wanted["se"])


def test_part_versus_whole_equals_r() -> None:
    case = case_of("f_comparisons", "f05_domain_vs_all")
    found = survey_of(case).contrast(mean("q_safe"), ((1, {"area": 1}), (-1, {})))
    close(found.value, case["result"]["est"])
    close(found.se, case["result"]["se"])


@pytest.mark.parametrize("name", ["f01_diff_sex", "f02_diff_edu", "f03_diff_year", "f04_diff_in_diff"])
def test_covariances_between_domains_equal_r(name: str) -> None:
    case = case_of("f_comparisons", name)
    survey, by = survey_of(case), tuple(case["spec"]["by"])
    moments, labels = survey.moments(mean(case["spec"]["y"][0]), by), survey.cells(by).labels
    order = [labels.index(tuple(text.split("."))) for text in case["result"]["names"]]
    for i, row in zip(order, case["result"]["vcov"], strict=True):
        for j, wanted in zip(order, row, strict=True):
            close(covariance(moments, survey.sample.structure, i, j), wanted)


THIRD_PARTY = {
    "apisrs": {"weights": "pw", "fpc": "fpc"},
    "apistrat": {"weights": "pw", "strata": "stype", "fpc": "fpc"},
    "apiclus1": {"weights": "pw", "psu": "dnum", "fpc": "fpc"},
}


@pytest.mark.parametrize("name", THIRD_PARTY)
def test_other_peoples_samples_equal_r_too(name: str, shared: Path) -> None:
    folder = shared / "reference" / "survey"
    found = {case["id"]: case["result"] for case in json.loads((folder / "t_thirdparty.json").read_text())["cases"]}
    survey = Survey(folder / "thirdparty" / f"{name}.csv", **THIRD_PARTY[name])
    for column in ("api00", "enroll"):
        check_row(survey.mean(column)[0], found[f"t01_mean_{name}_{column}"]["rows"][0])
    rows = {row.group: row for row in survey.mean("api00", by=("stype",))}
    for wanted in found[f"t03_by_stype_{name}"]["rows"]:
        check_row(rows[by_group(wanted, ("stype",))], wanted)
    rows = {row.group: row for row in survey.mean("api99", by=("stype", "awards"))}
    for wanted in found[f"t04_by_stype_award_{name}"]["rows"]:
        check_row(rows[by_group(wanted, ("stype", "awards"))], wanted)
    row = survey.share("sch.wide", codes=("Yes",), interval="logit")[0]
    close(row.low, found[f"t06_ciprop_{name}"]["ci"][0], 1e-7)
    close(row.high, found[f"t06_ciprop_{name}"]["ci"][1], 1e-7)
