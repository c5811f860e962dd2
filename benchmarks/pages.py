"""Prints how long main pages and a save take in the demo, as ratios to a bare Django view, and their queries."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

MOST_SECONDS, MOST_QUERIES = 0.2, 80


@dataclass(frozen=True, slots=True)
class Asked:
    """Something to ask of the server, and what it is measured against."""

    name: str
    path: str
    posts: Callable[[], dict[str, object]] | None = None
    bare: str = "/bare/"


@dataclass(frozen=True, slots=True)
class Measured:
    """The median of several rounds, the first one, and how many queries one takes."""

    seconds: float
    first: float
    queries: int


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.pages", description=__doc__)
    parser.add_argument("--data", type=Path, help="a folder that `tryggve demo --no-serve` made; else one is made")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--fail", action="store_true", help="end with 1 where a page is slow or asks too much")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = args.data or Path(folder)
        if not args.data:
            made = [sys.executable, "-m", "tryggve.cli.main", "demo", "--data", str(data), "--no-serve"]
            subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
        sys.exit(_measure_all(data, args.rounds) and args.fail)


def _measure_all(data: Path, rounds: int) -> bool:
    _open(data)
    client = _signed_in()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, median of {rounds}; saves by the clock\n")
    print(f"  {'':34}{'x bare':>8}{'ms':>8}{'first ms':>10}{'queries':>9}")
    bare = {path: _measured(client, Asked(path, path, posts), rounds) for path, posts in _BARE.items()}
    slow = False
    for asked in _asked():
        found = _measured(client, asked, rounds)
        over = found.seconds > MOST_SECONDS or found.queries > MOST_QUERIES
        slow |= over
        ratio = found.seconds / bare[asked.bare].seconds
        times = f"{found.seconds * 1000:8.0f}{found.first * 1000:10.0f}"
        print(f"  {asked.name:34}{ratio:8.1f}{times}{found.queries:9}{'  over' if over else ''}")
    return slow


_BARE: dict[str, Callable[[], dict[str, object]] | None] = {"/bare/": None, "/bare/save/": dict}


def _open(data: Path) -> None:
    os.environ |= {"TRYGGVE_DATA": str(data), "TRYGGVE_PLACE": "9901", "TRYGGVE_OPEN_READING": "true"}
    from tryggve.cli.web_app import start_web_app

    start_web_app()
    from django.conf import settings

    settings.ROOT_URLCONF = "benchmarks.bare"


def _signed_in():  # Django's test client, which cannot be named before Django is open
    from django.contrib.auth.models import User
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(username="demo"), backend="django.contrib.auth.backends.ModelBackend")
    return client


def _measured(client, asked: Asked, rounds: int) -> Measured:
    from django.db import connection

    queries = 0

    def count(execute, *given):
        nonlocal queries
        queries += 1
        return execute(*given)

    with connection.execute_wrapper(count):
        first = _seconds(client, asked)
    times = [_seconds(client, asked) for _ in range(rounds)]
    return Measured(median(times), first, queries)


def _seconds(client, asked: Asked) -> float:
    values = asked.posts and asked.posts()
    # A page is work for the processor, whatever else the machine does; a save waits for the disk too.
    clock = time.process_time if values is None else time.perf_counter
    start = clock()
    answer = client.get(asked.path) if values is None else client.post(asked.path, values)
    seconds = clock() - start
    assert answer.status_code in (200, 204, 302), f"{asked.path}: {answer.status_code}"
    assert values is None or answer.status_code in (204, 302), f"{asked.path}: not saved"
    return seconds


def _asked() -> Iterator[Asked]:
    from tryggve.plan.status import EDITABLE
    from tryggve.web.evaluation.models import Evaluation
    from tryggve.web.followup.models import ReportingPeriod
    from tryggve.web.picture.models import Picture
    from tryggve.web.plans.models import Plan, Priority

    plan = Plan.objects.order_by("pk").first()
    yield from (Asked("overview", "/"), Asked("places", "/platser/"), Asked("situation picture", "/lagesbild/"))
    yield from (Asked("start", "/start/"), Asked("plans", "/plan/"), Asked("organisation", "/organisation/"))
    yield from (Asked(f"plan {p.pk} ({p.status})", f"/plan/{p.pk}/") for p in Plan.objects.order_by("pk"))
    yield from (Asked(f"logic of plan {p.pk}", f"/plan/{p.pk}/logik/") for p in Plan.objects.order_by("pk"))
    yield from (
        Asked("history of the plan", f"/plan/{plan.pk}/historik/"),
        Asked("table of the plan", f"/plan/{plan.pk}/tabell/"),
        Asked("law's checklist", f"/plan/{plan.pk}/lagen/"),
        Asked("goal", f"/mal/{plan.priorities.first().goals.first().pk}/"),
        Asked("evaluations", "/utvardering/"),
        *(Asked(f"evaluation {e.pk}", f"/utvardering/{e.pk}/") for e in Evaluation.objects.all()),
        *(Asked(f"picture {p.pk}", f"/lagesbilder/{p.pk}/") for p in Picture.objects.all()),
        *(Asked(f"picture {p.pk} as document", f"/lagesbilder/{p.pk}/dokument/") for p in Picture.objects.all()),
        Asked("follow-up", "/uppfoljning/"),
        *(Asked(f"period {p.pk}", f"/uppfoljning/{p.pk}/") for p in ReportingPeriod.objects.all()),
        Asked("decisions", "/beslut/"),
        Asked("the case", f"/beslut/{plan.pk}/"),
        Asked("public plans", "/trygghetsplan/"),
        Asked("public page", f"/trygghetsplan/{plan.pk}/"),
        Asked("search", "/sok/?q=trygg"),
    )
    row = Priority.objects.filter(plan__status__in=[status.value for status in EDITABLE]).first()
    if row:
        yield Asked("save a priority", f"/prioritering/{row.pk}/andra/", lambda: _typed(row), "/bare/save/")


def _typed(row) -> dict[str, object]:  # a priority
    row.refresh_from_db()
    return {"title": row.title, "text": f"{time.perf_counter()}", "revision": row.revision}


if __name__ == "__main__":
    main()
