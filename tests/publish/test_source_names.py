"""Every source that the catalogue knows has a name that can stand under a finding."""

from __future__ import annotations

from tryggve.indicators.catalogue import load_catalogue
from tryggve.publish.details import source_name
from tryggve.publish.words import words


def test_every_source_of_the_catalogue_has_a_name_in_both_languages() -> None:
    named = words("sources")
    codes = {code for indicator in load_catalogue().indicators.values() for code in indicator.sources}
    assert codes <= named.keys()


def test_reported_crime_is_not_called_a_survey() -> None:
    crime = load_catalogue().indicators["crime_total"]
    assert source_name(crime, "sv") == "anmälda brott (Brå)"
