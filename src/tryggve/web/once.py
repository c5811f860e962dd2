"""What a page asks many times over and the database need answer only once."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import TypeVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

Answer = TypeVar("Answer")
_answers: ContextVar[dict[object, object] | None] = ContextVar("answers", default=None)


class AskOnce:
    """Middleware that remembers answers while a page is read; a request that may write always asks anew."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        before = _answers.set({})
        try:
            return self.get_response(request)
        finally:
            _answers.reset(before)


def once_in_a_request(ask: Callable[..., Answer]) -> Callable[..., Answer]:
    """Let a function answer from memory what it was asked before in the same request; its answers are immutable."""

    @wraps(ask)
    def asked(*given: object) -> Answer:
        answers = _answers.get()
        if answers is None:
            return ask(*given)
        key = (ask, *given)
        if key not in answers:
            answers[key] = ask(*given)
        return answers[key]  # type: ignore[return-value]  # what this very function answered

    return asked
