"""Addresses of the situation picture."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from tryggve.web.picture import document_views, edit_views, incident_views, read_in_views, step_views, views


class PicturePartConverter(StringConverter):
    """A kind of part, by its Swedish name in the address."""

    names = {  # noqa: RUF012  a converter has no instances of its own to share it with
        "lagesbild": "picture",
        "kalla": "source",
        "problem": "problem",
        "slutsats": "claim",
        "orsak": "cause",
        "handelser": "incidents",
    }
    regex = "|".join(names)

    def to_python(self, value: str) -> str:
        """Return the kind's name."""
        return self.names[value]

    def to_url(self, value: str) -> str:
        """Return the Swedish name."""
        return next(swedish for swedish, kind in self.names.items() if kind == value)


class FishboneConverter(StringConverter):
    """The end of the fishbone's file name."""

    regex = "svg|png"


register_converter(PicturePartConverter, "picture_part")
register_converter(FishboneConverter, "fishbone")

_PROBLEM = {"kind": "problem"}
_PICTURE = {"kind": "picture"}

app_name = "picture"
urlpatterns = [
    path("lagesbilder/", views.index, name="index"),
    path("lagesbilder/ny/", edit_views.new_picture, name="new"),
    path("lagesbilder/<int:pk>/", views.picture, name="picture"),
    path("lagesbilder/<int:pk>/andra/", edit_views.edit, _PICTURE, name="edit_picture"),
    path("lagesbilder/<int:pk>/lagens-delar/", edit_views.edit, {**_PICTURE, "form": "law_parts"}, name="law_parts"),
    path("lagesbilder/<int:pk>/kontrollfragor/", edit_views.edit, {**_PICTURE, "form": "questions"}, name="questions"),
    path("lagesbilder/<int:pk>/nytt-problem/", edit_views.new, _PROBLEM, name="new_problem"),
    path("lagesbilder/<int:pk>/ny-kalla/", edit_views.new, {"kind": "source"}, name="new_source"),
    path("lagesbilder/<int:pk>/faststall/", step_views.adopt_picture, name="adopt"),
    path("lagesbilder/<int:pk>/ny-version/", step_views.new_version, name="new_version"),
    path("lagesbilder/<int:pk>/skillnader/", views.differences, name="differences"),
    path("lagesbilder/<int:pk>/historik/", views.history, name="history"),
    path("lagesbilder/<int:pk>/papperskorg/", views.recycle_bin, name="recycle_bin"),
    path("lagesbilder/<int:pk>/dokument/", document_views.document, name="document"),
    path("lagesbilder/<int:pk>/lagesbild.pdf", document_views.pdf, name="pdf"),
    path("lagesbilder/kalla/<int:pk>/andra/", edit_views.edit, {"kind": "source"}, name="edit_source"),
    path("lagesbilder/problem/<int:pk>/", views.problem, name="problem"),
    path("lagesbilder/problem/<int:pk>/andra/", edit_views.edit, _PROBLEM, name="edit_problem"),
    path(
        "lagesbilder/problem/<int:pk>/orsaksanalys/", edit_views.edit, {**_PROBLEM, "form": "analysis"}, name="analysis"
    ),
    path("lagesbilder/problem/<int:pk>/prioritet/", edit_views.edit, {**_PROBLEM, "form": "priority"}, name="priority"),
    path("lagesbilder/problem/<int:pk>/ny-slutsats/", edit_views.new, {"kind": "claim"}, name="new_claim"),
    path("lagesbilder/problem/<int:pk>/ny-orsak/", edit_views.new, {"kind": "cause"}, name="new_cause"),
    path("lagesbilder/problem/<int:pk>/nya-handelser/", edit_views.new, {"kind": "incidents"}, name="new_incidents"),
    path("lagesbilder/problem/<int:pk>/till-planen/", step_views.link, name="link"),
    path("prioritering/<int:pk>/koppla-problem/", step_views.link_problem, name="link_problem"),
    path("lagesbilder/problem/<int:pk>/fiskben.<fishbone:kind>", views.fishbone, name="fishbone"),
    path("lagesbilder/slutsats/<int:pk>/andra/", edit_views.edit, {"kind": "claim"}, name="edit_claim"),
    path("lagesbilder/orsak/<int:pk>/andra/", edit_views.edit, {"kind": "cause"}, name="edit_cause"),
    path("lagesbilder/koppling/<int:pk>/ta-bort/", step_views.unlink, name="unlink"),
    path("lagesbilder/handelser/", incident_views.incidents, name="incidents"),
    path("lagesbilder/handelser/las-in/", read_in_views.read_in, name="read_in"),
    path("lagesbilder/handelser/<int:pk>/ta-bort/", incident_views.undo, name="undo"),
    path("lagesbilder/del/<picture_part:kind>/<int:pk>/flytta/", step_views.move, name="move"),
    path("lagesbilder/del/<picture_part:kind>/<int:pk>/ta-bort/", step_views.remove, name="remove"),
    path("lagesbilder/del/<picture_part:kind>/<int:pk>/aterstall/", step_views.restore, name="restore"),
]
