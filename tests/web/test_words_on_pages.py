"""Filters that set words on pages."""

from __future__ import annotations

from django.utils.translation import override

from tryggve.web.plans.templatetags.plan_parts import cited
from tryggve.web.templatetags.tryggve import then_now


def test_what_is_known_now_stands_on_a_line_of_its_own():
    said = then_now("Beslutat 2023: A <b> sjönk. Nu: Säkerställt lägre – sämre. A sjönk.")
    assert said == (
        'Beslutat 2023: A &lt;b&gt; sjönk. <span class="now">Nu: Säkerställt lägre – sämre. A sjönk.</span>'
    )
    with override("en"):
        assert '<span class="now">Now: B.</span>' in then_now("Decided 2023: A. Now: B.")


def test_claim_without_newer_figures_stays_on_one_line():
    assert then_now("Beslutat 2023: A & B.") == "Beslutat 2023: A &amp; B."


def test_law_is_cited_as_its_language_does():
    assert cited("§§ 8–9") == "8–9\N{NO-BREAK SPACE}§§"
    with override("en"):
        assert cited("§ 5") == "§\N{NO-BREAK SPACE}5"
