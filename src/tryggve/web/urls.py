"""Addresses: Swedish and lasting; English pages stand under /en/."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from tryggve.web import pages

handler400 = "tryggve.web.mistakes.bad_request"
handler500 = "tryggve.web.mistakes.server_error"
urlpatterns = i18n_patterns(
    path("", include("tryggve.web.situation.urls")),
    path("kallor/", include("tryggve.web.data.urls")),
    path("", include("tryggve.web.people.urls")),
    path("", include("tryggve.web.plans.urls")),
    path("", include("tryggve.web.organisation.urls")),
    path("", include("tryggve.web.followup.urls")),
    path("", include("tryggve.web.decisions.urls")),
    path("", include("tryggve.web.start.urls")),
    path("", include("tryggve.web.search.urls")),
    path("", include("tryggve.web.evaluation.urls")),
    path("", include("tryggve.web.picture.urls")),
    path("", include("tryggve.web.files.urls")),
    path("", include("tryggve.web.registers.urls")),
    path("sa-laser-du/", pages.reading, name="reading"),
    path("tillganglighet/", pages.accessibility, name="accessibility"),
    prefix_default_language=False,
)

if settings.TRYGGVE_OIDC_ISSUER:
    from tryggve.web.people import municipal_views

    # One address in every language, for the municipality's server knows it by heart. Only the way out and the way
    # back, under the names that allauth asks for: allauth's own pages are not here.
    urlpatterns += [
        path("logga-in/<slug:provider_id>/", municipal_views.way_out, name="openid_connect_login"),
        path("logga-in/<slug:provider_id>/svar/", municipal_views.way_back, name="openid_connect_callback"),
    ]
