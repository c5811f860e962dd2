"""Addresses: Swedish and lasting; English pages stand under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from tryggve.web import pages

urlpatterns = i18n_patterns(
    path("", include("tryggve.web.situation.urls")),
    path("kallor/", include("tryggve.web.data.urls")),
    path("", include("tryggve.web.people.urls")),
    path("", include("tryggve.web.plans.urls")),
    path("", include("tryggve.web.organisation.urls")),
    path("", include("tryggve.web.followup.urls")),
    path("", include("tryggve.web.decisions.urls")),
    path("", include("tryggve.web.files.urls")),
    path("", include("tryggve.web.registers.urls")),
    path("sa-laser-du/", pages.reading, name="reading"),
    path("tillganglighet/", pages.accessibility, name="accessibility"),
    prefix_default_language=False,
)
