"""The arguments of `tryggve estimate`, read into a survey and an order."""

from __future__ import annotations

import argparse

import numpy as np

from tryggve.engine.tables import Table, open_table
from tryggve.errors import UsageError
from tryggve.survey import Gap, IntervalMethod, Measure, Order, Survey, index, mean, share

# Keys of the rows in --json; a breakdown of the same name would overwrite them.
ROW_KEYS = frozenset(
    {"measure", "estimate", "se", "low", "high", "n", "df", "n_eff", "deff", "flag", "suppressed"}
    | {"change", "gap", "variable", "p", "p_holm", "verdict", "margin"}
)


def read_survey(args: argparse.Namespace) -> tuple[Survey, int]:
    """Open the files with their design; also return how many rows were dropped for want of a weight."""
    table = open_table(args.files)
    dropped = 0
    if args.drop_unweighted and args.weights:
        unweighted = np.isnan(table.numbers(args.weights))
        dropped = int(unweighted.sum())
        table = table.without(unweighted)
    return _survey(args, table), dropped


def _survey(args: argparse.Namespace, table: Table) -> Survey:
    return Survey(
        table,
        weights=args.weights,
        strata=args.strata,
        psu=_words(args.psu),
        fpc=_words(args.fpc),
        lonely=args.lonely,
        missing=[code for text in args.missing if "=" not in text for code in _words(text)],
        missing_in=dict(_pair(text, "--missing") for text in args.missing if "=" in text),
    )


def read_order(args: argparse.Namespace, survey: Survey) -> Order:
    """Return what is asked for.

    Raises:
        UsageError: Where no measure is asked for, or an argument cannot be read.
    """
    measures = _measures(args, survey)
    if not measures:
        raise UsageError(
            sv="Inget mått är angivet. Ange --share VAR=KOD, --levels VAR, --mean VAR eller --index VAR,VAR.",
            en="No measure is given. Say --share VAR=CODE, --levels VAR, --mean VAR or --index VAR,VAR.",
        )
    by = tuple(_words(words) for words in args.by)
    _refuse_row_keys([*(name for names in by for name in names), args.change])
    return Order(
        measures=measures,
        by=by,
        change=args.change,
        gaps=tuple(_gap(text) for text in args.gap),
        interval=IntervalMethod(args.interval),
        smallest_n=max(args.smallest_n, 1),
        smallest_change=args.smallest_change,
        suppress=args.suppress,
    )


def _measures(args: argparse.Namespace, survey: Survey) -> tuple[Measure, ...]:
    shares = [share(*_pair(text, "--share")) for text in args.share]
    levels = [share(name, (code,)) for name in args.levels for code in survey.codes(name).labels]
    means = [mean(name) for name in args.mean]
    indexes = [_index(args, _words(text)) for text in args.index]
    return tuple(dict.fromkeys([*shares, *levels, *means, *indexes]))


def _index(args: argparse.Namespace, columns: tuple[str, ...]) -> Measure:
    scale = _words(args.index_scale)
    try:
        needs = {"all": 0, "any": 1}[args.index_needs] if args.index_needs in {"all", "any"} else int(args.index_needs)
        low, high = (float(end) for end in scale)
    except ValueError:
        raise UsageError(
            sv="Ange --index-needs som all, any eller ett heltal och --index-scale som två tal, till exempel 1,10.",
            en="Say --index-needs as all, any or a whole number and --index-scale as two numbers, for instance 1,10.",
        ) from None
    return index(columns, needs=needs, scale=(low, high))


def _gap(text: str) -> Gap:
    variable, values = _pair(text, "--gap")
    if len(values) != 2:
        raise UsageError(
            sv=f"--gap {text} behöver två värden, till exempel --gap kön=1,2.",
            en=f"--gap {text} needs two values, for instance --gap sex=1,2.",
        )
    return Gap(variable=variable, pair=(values[0], values[1]))


def _pair(text: str, option: str) -> tuple[str, tuple[str, ...]]:
    name, sign, values = text.partition("=")
    if not sign or not name or not _words(values):
        raise UsageError(
            sv=f"{option} {text} kan inte läsas. Skriv så här: {option} VARIABEL=kod,kod.",
            en=f"{option} {text} cannot be read. Write it like this: {option} VARIABLE=code,code.",
        )
    return name.strip(), _words(values)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _refuse_row_keys(names: list[str]) -> None:
    taken = sorted(set(names) & ROW_KEYS)
    if taken:
        raise UsageError(
            sv=f"Kolumnen {taken[0]} heter som en kolumn i resultatet. Byt namn på den i filen.",
            en=f"The column {taken[0]} is called like a column of the result. Rename it in the file.",
        )
