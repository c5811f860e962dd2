"""Filters that set words on pages."""

from __future__ import annotations

import re
from pathlib import Path

from django import forms
from django.utils.translation import override

import tryggve.web.urls
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


def test_label_on_a_phone_brings_no_mark_beside_the_colon_that_is_set_after_it():
    label = re.compile(r'<span class="narrow-label">\s*{% translate "([^"]*[?:])" %}')
    templates = Path(tryggve.web.__file__).parent.rglob("*.html")
    assert [found for path in templates for found in label.findall(path.read_text(encoding="utf-8"))] == []


def test_every_form_of_ours_asks_for_an_empty_field_in_our_words():
    asked = {
        f"{form.__name__}.{name}": str(field.error_messages["required"])
        for form in _with_heirs(forms.Form)
        if form.__module__.startswith("tryggve.")
        for name, field in form.base_fields.items()
    }
    assert asked["StepForm.date"] == asked["CorrectionForm.why"] == "Fyll i det här fältet."
    assert [name for name, words in asked.items() if words == "Detta fält måste fyllas i."] == []


def _with_heirs(form: type[forms.Form]) -> set[type[forms.Form]]:
    return {form}.union(*(_with_heirs(heir) for heir in form.__subclasses__()))
