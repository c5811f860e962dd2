"""`tryggve estimate`: from files of answers to shares, means, indexes and changes with their errors."""

from __future__ import annotations

import argparse
import json
import sys

from tryggve.cli.estimate_output import json_rows, text_report
from tryggve.cli.estimate_request import read_order, read_survey
from tryggve.errors import Language
from tryggve.survey import IntervalMethod, Lonely, publish

NAME = "estimate"
HELP: dict[Language, str] = {
    "sv": "Skatta andelar, medelvärden och förändringar ur en undersöknings svarsfil",
    "en": "Estimate shares, means and changes from a survey's file of answers",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``estimate``."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="CSV, Parquet")
    measure = parser.add_argument_group("mått / measures")
    measure.add_argument("--share", action="append", default=[], metavar="VAR=CODE[,CODE]", help="q2_06=4,5")
    measure.add_argument("--levels", action="append", default=[], metavar="VAR", help="alla svar / every answer")
    measure.add_argument("--mean", action="append", default=[], metavar="VAR")
    measure.add_argument("--index", action="append", default=[], metavar="VAR,VAR[,VAR]", help="0-100")
    measure.add_argument("--index-needs", default="all", metavar="all|any|K", help="besvarade frågor / items answered")
    measure.add_argument("--index-scale", default="1,10", metavar="LOW,HIGH")
    measure.add_argument("--missing", action="append", default=[], metavar="[VAR=]CODE[,CODE]", help="9,99; kön=3")
    design = parser.add_argument_group("urval / design")
    design.add_argument("--weights", default="", metavar="VAR")
    design.add_argument("--strata", default="", metavar="VAR")
    design.add_argument("--psu", default="", metavar="VAR[,VAR]", help="kluster / clusters")
    design.add_argument("--fpc", default="", metavar="VAR[,VAR]", help="populationens storlek / population size")
    design.add_argument("--lonely", default=Lonely.ADJUST, choices=tuple(Lonely), help="ensamma strata / lone strata")
    design.add_argument("--drop-unweighted", action="store_true", help="rader utan vikt / rows without weight")
    report = parser.add_argument_group("redovisning / report")
    report.add_argument("--by", action="append", default=[], metavar="VAR[,VAR]")
    report.add_argument("--change", default="", metavar="VAR", help="wave, year")
    report.add_argument("--gap", action="append", default=[], metavar="VAR=A,B")
    report.add_argument("--interval", default=IntervalMethod.T, choices=("t", "logit"))
    report.add_argument("--smallest-n", type=int, default=10, metavar="N")
    report.add_argument("--suppress", action="store_true", help="dölj små grupper / hide small groups")
    report.add_argument("--smallest-change", type=float, default=None, metavar="D")
    report.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Estimate what was asked for and print it."""
    language: Language = args.language
    survey, dropped = read_survey(args)
    order = read_order(args, survey)
    publication = publish(survey, order)
    if args.json:
        print(json.dumps(json_rows(publication), ensure_ascii=False, indent=1))
    report = text_report(survey, order, publication, language=language, dropped=dropped)
    # With --json the notes go to the error stream, so that the rows stay readable by a program.
    print(report.notes if args.json else report.text, file=sys.stderr if args.json else sys.stdout, end="")
    return 0
