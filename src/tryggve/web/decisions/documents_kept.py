"""The decided plan's PDF, made once at the adoption and kept by its hash."""

from __future__ import annotations

import re
from typing import TypedDict

from django.utils import translation

from tryggve.errors import UsageError
from tryggve.publish.typst_blocks import to_pdf
from tryggve.terms.places import find_place
from tryggve.web.decisions.content import Content
from tryggve.web.decisions.document import plan_document
from tryggve.web.decisions.kept_files import keep
from tryggve.web.decisions.models import Decision
from tryggve.web.frame import own_place


class KeptPdf(TypedDict):
    """The fields of a frozen plan that tell of its PDF."""

    pdf_sha256: str
    pdf_bytes: int
    pdf_pages: int


def keep_pdf(content: Content, *, decision: Decision) -> KeptPdf:
    """Make the document that was decided, in Swedish as the decision is, and store it.

    Where no PDF can be made here the decision stands without one, and the document is made when it is asked for.
    """
    with translation.override("sv"):
        place = find_place(decision.plan.municipality) or own_place()
        document = plan_document(content, place=place, made=decision.date, language="sv", decision=decision)
        try:
            pdf = to_pdf(document)
        except UsageError:
            return KeptPdf(pdf_sha256="", pdf_bytes=0, pdf_pages=0)
    return KeptPdf(pdf_sha256=keep(pdf), pdf_bytes=len(pdf), pdf_pages=pages_of(pdf))


def pages_of(pdf: bytes) -> int:
    """Count the pages of a PDF that was set here."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
