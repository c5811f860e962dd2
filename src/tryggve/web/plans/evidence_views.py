"""The library of what research says of common measures, as a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tryggve.plan.evidence import Effect, evidence_library
from tryggve.web.mistakes import language_now
from tryggve.web.plans.words import effect_words
from tryggve.web.swedish import swedish_key


@require_GET
def library(request: HttpRequest) -> HttpResponse:
    """List every entry by which way the evidence points, then by name."""
    language = language_now()
    entries = sorted(evidence_library().values(), key=lambda entry: swedish_key(entry.name.text(language)))
    parts = [(text, [e for e in entries if e.effect is Effect(effect)]) for effect, text in effect_words().items()]
    return render(request, "plans/evidence_library.html", {"parts": parts, "count": len(entries)})
