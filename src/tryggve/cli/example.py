"""``tryggve example``: writes the made-up municipality's files."""

from __future__ import annotations

import argparse
from pathlib import Path

from tryggve.cli.example_files import DEFAULT_SEED, write_example
from tryggve.errors import Language

NAME = "example"
HELP: dict[Language, str] = {
    "sv": "Skriv den påhittade kommunen Ekhamras filer, i de verkliga källornas form",
    "en": "Write the made-up municipality Ekhamra's files, in the form of the real sources",
}
DEFAULT_FOLDER = Path("var/ekhamra")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``example``."""
    parser.add_argument("--to", type=Path, default=DEFAULT_FOLDER, metavar="FOLDER", help="mapp / folder")
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED, metavar="N", help="frö för slumpen / random seed")


def run(args: argparse.Namespace) -> int:
    """Write the files, tell each as it is done, and return the exit code."""
    for number, path in enumerate(write_example(args.to, seed=args.seed), start=1):
        print(f"{number:2}  {path.relative_to(args.to)}", flush=True)
    done = {
        "sv": f"Klart: {args.to}. Ekhamra är en påhittad kommun.",
        "en": f"Done: {args.to}. Ekhamra is a made-up municipality.",
    }
    print(done[args.language])
    return 0
