"""`tryggve serve`: run the web app on this computer."""

from __future__ import annotations

import argparse
from typing import Any

from tryggve.cli.web_app import start_web_app, warn_without_place
from tryggve.errors import Language, UsageError

NAME = "serve"
HELP: dict[Language, str] = {"sv": "Starta webbsidorna", "en": "Start the web pages"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``serve``."""
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default="127.0.0.1")


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted."""
    start_web_app()
    warn_without_place(args.language)
    from django.conf import settings
    from waitress import create_server

    from tryggve.web.situation.book import current_book
    from tryggve.web.wsgi import application

    current_book()  # so that the first visitor does not wait for it
    address = f"http://{args.host}:{args.port}/"
    try:
        server = create_server(
            application,
            host=args.host,
            port=args.port,
            threads=4,
            # Before Django sees a request waitress has written it to disk; the form around a file needs little room.
            max_request_body_size=settings.TRYGGVE_MAX_UPLOAD + 2**21,
            **_proxy(settings),
        )
    except OSError as error:
        raise UsageError(
            sv=f"Porten {args.port} är upptagen. Välj en annan med --port.",
            en=f"Port {args.port} is taken. Choose another with --port.",
        ) from error
    words = {"sv": "Öppna {} i webbläsaren. Ctrl+C avslutar.", "en": "Open {} in the browser. Ctrl+C stops."}
    print(words[args.language].format(address), flush=True)
    server.run()
    return 0


def _proxy(settings: Any) -> dict[str, object]:  # Django's settings have no static type
    if not getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        return {}
    # Without this waitress removes the headers that say who called and that the call was encrypted.
    return {
        "trusted_proxy": "*",
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-proto", "x-forwarded-for"},
        "clear_untrusted_proxy_headers": True,
    }
