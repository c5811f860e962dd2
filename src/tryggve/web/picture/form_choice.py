"""Which forms a part has, and what stands in them from the start."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from tryggve.analysis.codec import finding_to_json
from tryggve.indicators.catalogue import load_catalogue
from tryggve.terms import Finding, FindingKind
from tryggve.terms.places import find_place
from tryggve.web.mistakes import language_now
from tryggve.web.picture.forms import (
    AnalysisForm,
    CauseForm,
    FindingsForm,
    LawPartsForm,
    PictureForm,
    ProblemForm,
    QuestionsForm,
    SourceForm,
)
from tryggve.web.picture.models import ProblemClaim
from tryggve.web.picture.parts import CAUSE, CLAIM, INCIDENTS, PICTURE, PROBLEM, SOURCE, picture_of
from tryggve.web.picture.priority_forms import EvidenceForm, ScoreForm
from tryggve.web.picture.queries import incidents_of
from tryggve.web.plans.forms import ClaimTextForm, PartForm
from tryggve.web.plans.models import Part
from tryggve.web.plans.part_tree import Kind
from tryggve.web.situation.queries import findings_of
from tryggve.web.swedish import swedish_key

SHOWN = 24  # findings to choose between; the ranked list's first hold what matters
_FORMS: dict[str, type[PartForm]] = {
    "picture": PictureForm,
    "law_parts": LawPartsForm,
    "questions": QuestionsForm,
    "source": SourceForm,
    "problem": ProblemForm,
    "analysis": AnalysisForm,
    "priority": ScoreForm,
    "claim": ClaimTextForm,
    "cause": CauseForm,
}


def form_for(request: HttpRequest, part: Part, name: str) -> PartForm:
    """Return one of the forms that edit a part."""
    start: dict[str, object] = {field.name: getattr(part, field.name) for field in part._meta.concrete_fields}
    if isinstance(part, ProblemClaim):
        return ClaimTextForm(_data(request), initial=start)
    return _FORMS[name](_data(request), initial=start)


def new_form(request: HttpRequest, kind: Kind, parent: Part | None) -> PartForm:
    """Return the form that adds a part under its parent."""
    data = _data(request)
    if kind is PICTURE or parent is None:
        year = dt.datetime.now(tz=dt.UTC).year
        start = {"title": _("Lägesbild %(year)s") % {"year": year}, "starts": str(year), "ends": str(year)}
        return PictureForm(data, initial=start)
    made: dict[str, Callable[[], PartForm]] = {
        SOURCE.name: lambda: SourceForm(data),
        PROBLEM.name: lambda: ProblemForm(data),
        CAUSE.name: lambda: CauseForm(data),
        CLAIM.name: lambda: FindingsForm(data, findings=_offered(parent, request.GET.get("indikator", ""))),
        INCIDENTS.name: lambda: _evidence_form(data, picture_of(parent).municipality),
    }
    return made[kind.name]()


def form_title(name: str) -> str:
    """Return the heading of a page with a form."""
    return {
        "picture": _("Namn, period och ansvariga"),
        "law_parts": _("Lagens tre delar"),
        "questions": _("Kontrollfrågor"),
        "source": _("Vilken källa, och är den använd?"),
        "problem": _("Vad är problemet?"),
        "analysis": _("Vad säger orsaksanalysen?"),
        "priority": _("Hur viktigt är problemet?"),
        "claim": _("Vad säger siffrorna om problemet?"),
        "cause": _("Vad är en orsak till problemet?"),
        "incidents": _("Vilka rapporterade händelser hör hit?"),
    }[name]


def _evidence_form(data: QueryDict | None, municipality: str) -> EvidenceForm:
    counts = incidents_of(municipality)
    kinds = sorted({row.kind for row in counts})
    return EvidenceForm(data, kinds=kinds, areas=sorted({row.area for row in counts}))


def indicator_choices(parent: Part | None) -> list[tuple[str, str]]:
    """Return the indicators that findings to choose between speak of, by name."""
    if parent is None:
        return []
    catalogue, language = load_catalogue(), language_now()
    there = {finding.indicator for finding in _worth_resting_on(picture_of(parent).municipality)}
    named = [(code, catalogue.indicators[code].title.text(language)) for code in there]
    return sorted(named, key=lambda pair: swedish_key(pair[1]))


def _offered(parent: Part, indicator: str) -> list[Finding]:
    """Return the findings to choose between: what matters most, or all of one indicator; never one chosen already."""
    found = _worth_resting_on(picture_of(parent).municipality)
    claims = ProblemClaim.objects.filter(problem_id=parent.pk, removed_at__isnull=True, finding__isnull=False)
    chosen = list(claims.values_list("finding", flat=True))
    left = [finding for finding in found if finding_to_json(finding) not in chosen]
    return [finding for finding in left if finding.indicator == indicator] if indicator else left[:SHOWN]


def _worth_resting_on(municipality: str) -> list[Finding]:
    """Return what holds now, not what changed between two earlier years, what matters most first."""
    place = find_place(municipality)
    found = findings_of(place) if place else ()
    return [finding for finding in found if finding.kind is not FindingKind.HISTORY]


def _data(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
