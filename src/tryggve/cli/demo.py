"""`tryggve demo`: build the example municipality's database once, say what it found, and serve it."""

from __future__ import annotations

import argparse
import os
import secrets
import socket
import sys
import webbrowser
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tryggve.errors import Language

if TYPE_CHECKING:
    from tryggve.web.data.models import Release

NAME = "demo"
HELP: dict[Language, str] = {
    "sv": "Visa Tryggve med den påhittade kommunen Ekhamra",
    "en": "Show Tryggve with the made-up municipality Ekhamra",
}
PLACE = "9901"
ACCOUNT = "demo"
_BY = "Tryggve demo"
_FIRST_PORT = 8000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``demo``."""
    parser.add_argument("--data", type=Path, default=Path("var/demo"), metavar="FOLDER", help="mapp / folder")
    parser.add_argument(
        "--port", type=int, default=0, help=f"annars första lediga från {_FIRST_PORT} / else first free"
    )
    parser.add_argument("--no-serve", action="store_true", help="bygg bara / only build")


def run(args: argparse.Namespace) -> int:
    """Build what is missing, print the five top findings and the address, and serve."""
    os.environ["TRYGGVE_DATA"] = str(args.data)
    os.environ["TRYGGVE_PLACE"] = PLACE
    os.environ["TRYGGVE_OPEN_READING"] = "true"
    from tryggve.cli.web_app import start_web_app

    start_web_app()
    from django.utils import timezone

    from tryggve.cli.example_files.decision_way import enter_cases
    from tryggve.cli.example_files.editing import load_editing

    password = _account(args.data)
    if not _is_built():
        _build(args.data / "files", args.language)
    _plan(args.language)
    _people()
    _evaluation()
    _picture(args.data / "files" / "est", args.language)
    enter_cases(by=_BY, today=timezone.localdate())
    _cooperation()
    load_editing(by=_BY)
    _tell_findings(args.language)
    if args.no_serve:
        return 0
    return _serve(args.port or _free_port(), password=password, language=args.language)


def _is_built() -> bool:
    from tryggve.web.data.queries import live_releases

    return bool(live_releases())


def _build(folder: Path, language: Language) -> None:
    from tryggve.cli.example_files import write_example
    from tryggve.web.data.actions import import_areas, make_live

    _say(language, sv="Skriver den påhittade kommunen Ekhamras filer …", en="Writing the made-up Ekhamra's files …")
    for _ in write_example(folder):
        print(".", end="", flush=True)
    print()
    ready = []
    for name, release in _releases(folder):
        print(f"  {name}")
        ready.append(release)
    _say(language, sv="Räknar fram slutsatser …", en="Working out findings …")
    make_live(*ready, by=_BY)
    import_areas(folder / "ekhamra_omraden.geojson", by=_BY)
    _draft_revision(folder, language)


def _releases(folder: Path) -> Iterator[tuple[str, Release]]:
    from tryggve.indicators.microdata import read_microdata
    from tryggve.indicators.survey_definition import read_definition
    from tryggve.terms.places import register
    from tryggve.web.data.actions import import_file, import_release

    definition = folder / "trygghetsmatningen.toml"
    for path in sorted(p for p in folder.iterdir() if p.suffix in {".csv", ".xlsx", ".px"}):
        if path.stem.startswith("trygghetsmatningen_"):
            read = read_microdata(path, definition=read_definition(definition), municipality=register()[PLACE])
            yield path.name, import_release(read, path=path, by=_BY).release
        else:
            yield path.name, import_file(path, by=_BY).release


def _draft_revision(folder: Path, language: Language) -> None:
    """Leave a revised file as a draft, so that "what changed" has something to show."""
    from tryggve.web.data.actions import import_file

    for path in sorted((folder / "reviderad").glob("*.xlsx")):
        import_file(path, by=_BY)
        _say(
            language,
            sv=f"  {path.name} (reviderad) väntar i Källor på att granskas.",
            en=f"  {path.name} (revised) waits in Sources to be reviewed.",
        )


def _plan(language: Language) -> None:
    """Load the example's plan, unless it is there already."""
    from tryggve.cli.example_files.follow_up import load_follow_up
    from tryggve.cli.example_files.plans import example_plan
    from tryggve.web.plans.loading import load_plan, loaded_plan

    read = example_plan("ekhamra_plan")
    if loaded_plan(read) is None:
        load_follow_up(load_plan(read, by=_BY).plan, by=_BY)
        _say(language, sv=f"  {read.title}: beslutad plan inläst.", en=f"  {read.title}: decided plan loaded.")


def _evaluation() -> None:
    """Begin the evaluation of the example's plan, unless it is begun already."""
    from tryggve.cli.example_files.evaluation import begin_example

    begin_example(by=_BY)


def _picture(folder: Path, language: Language) -> None:
    """Store the example's situation picture, unless it is there already."""
    from tryggve.cli.example_files.pictures import load_pictures

    if draft := load_pictures(folder, by=_BY):
        _say(language, sv=f"  {draft.title}: utkast inläst.", en=f"  {draft.title}: draft loaded.")


def _people() -> None:
    from tryggve.cli.example_files.organisation import add_example_people

    add_example_people(PLACE, by=_BY)


def _cooperation() -> None:
    """Store the example's agreements, council and coordination, unless they are there already."""
    from django.utils import timezone

    from tryggve.cli.example_files.cooperation import load_cooperation

    load_cooperation(by=_BY, today=timezone.localdate())


def _account(folder: Path) -> str:
    """Return the demo account's password, made once for this folder."""
    from django.contrib.auth.models import User

    from tryggve.web.people.actions import add_person
    from tryggve.web.people.roles import Role

    kept = folder / "demo_account.txt"
    if kept.exists() and User.objects.filter(username=ACCOUNT).exists():
        return kept.read_text(encoding="utf-8").strip()
    password = secrets.token_urlsafe(12)
    User.objects.filter(username=ACCOUNT).delete()
    add_person(username=ACCOUNT, password=password, role=Role.COORDINATOR, by=_BY)
    kept.touch(mode=0o600)
    kept.write_text(password + "\n", encoding="utf-8")
    return password


def _tell_findings(language: Language) -> None:
    from tryggve.analysis.ranking import top_findings
    from tryggve.indicators.catalogue import load_catalogue
    from tryggve.publish.wording import word
    from tryggve.terms.places import register
    from tryggve.web.situation.queries import findings_of

    catalogue = load_catalogue()
    _say(
        language,
        sv="\nEkhamra (påhittad kommun, alla siffror är exempel). Det viktigaste:",
        en="\nEkhamra (made-up municipality, all figures are examples). What matters most:",
    )
    for finding in top_findings(findings_of(register()[PLACE]), catalogue):
        said = word(finding, catalogue, language)
        print(f"  {said.symbol} {said.verdict}\n    {said.headline}")


def _serve(port: int, *, password: str, language: Language) -> int:
    from django.conf import settings
    from waitress import create_server

    from tryggve.web.wsgi import application

    address = f"http://127.0.0.1:{port}/"
    settings.TRYGGVE_ADDRESS = address.rstrip("/")  # links in mails lead back to this very port
    server = create_server(application, host="127.0.0.1", port=port, threads=4, max_request_body_size=2**26)
    _say(
        language,
        sv=f"\nÖppna {address}  (läsning är öppen; för att ändra: logga in som {ACCOUNT}, lösenord {password})."
        "\nCtrl+C avslutar.",
        en=f"\nOpen {address}en/  (reading is open; to change things sign in as {ACCOUNT}, password {password})."
        "\nCtrl+C stops.",
    )
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform in {"darwin", "win32"}:
        webbrowser.open(address)
    try:
        server.run()
    except KeyboardInterrupt:
        return 0
    return 0


def _free_port() -> int:
    for port in range(_FIRST_PORT, _FIRST_PORT + 50):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    return 0


def _say(language: Language, *, sv: str, en: str) -> None:
    print(sv if language == "sv" else en, flush=True)
