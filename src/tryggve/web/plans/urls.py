"""Addresses of the plan."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from tryggve.web.plans import edit_views, evidence_views, logic_views, step_views, views


class PartConverter(StringConverter):
    """A kind of part, by its Swedish name in the address."""

    names = {  # noqa: RUF012  a converter has no instances of its own to share it with
        "plan": "plan",
        "prioritering": "priority",
        "slutsats": "claim",
        "mal": "goal",
        "atgard": "measure",
        "aktivitet": "activity",
    }
    regex = "|".join(names)

    def to_python(self, value: str) -> str:
        """Return the kind's name."""
        return self.names[value]

    def to_url(self, value: str) -> str:
        """Return the Swedish name."""
        return next(swedish for swedish, kind in self.names.items() if kind == value)


class PictureConverter(StringConverter):
    """The end of a picture's name."""

    regex = "svg|png"


register_converter(PartConverter, "part")
register_converter(PictureConverter, "picture")

app_name = "plans"
urlpatterns = [
    path("plan/", views.index, name="index"),
    path("plan/ny/", edit_views.new_plan, name="new"),
    path("kunskapsbanken/", evidence_views.library, name="evidence"),
    path("plan/<int:pk>/", views.plan, name="plan"),
    path("plan/<int:pk>/andra/", edit_views.edit, {"kind": "plan"}, name="edit_plan"),
    path("plan/<int:pk>/historik/", views.history, name="history"),
    path("plan/<int:pk>/papperskorg/", views.recycle_bin, name="recycle_bin"),
    path("plan/<int:pk>/logik/", logic_views.logic, name="logic"),
    path("plan/<int:pk>/logik/bild.<picture:kind>", logic_views.logic_picture, name="logic_picture"),
    path("plan/<int:pk>/lagen/", logic_views.law, name="law"),
    path("plan/<int:pk>/kopiera-ar/", step_views.copy_year, name="copy_year"),
    path("plan/<int:pk>/ny-version/", step_views.new_version, name="new_version"),
    path("plan/<int:pk>/ny-prioritering/", edit_views.new, {"kind": "priority"}, name="new_priority"),
    path("prioritering/<int:pk>/andra/", edit_views.edit, {"kind": "priority"}, name="edit_priority"),
    path("prioritering/<int:pk>/ny-slutsats/", edit_views.new, {"kind": "claim"}, name="new_claim"),
    path("prioritering/<int:pk>/nytt-mal/", edit_views.new, {"kind": "goal"}, name="new_goal"),
    path("prioritering/<int:pk>/ny-atgard/", edit_views.new, {"kind": "measure"}, name="new_measure"),
    path("slutsats/<int:pk>/andra/", edit_views.edit, {"kind": "claim"}, name="edit_claim"),
    path("mal/<int:pk>/", views.goal, name="goal"),
    path("mal/<int:pk>/andra/", edit_views.edit, {"kind": "goal"}, name="edit_goal"),
    path("atgard/<int:pk>/", views.measure, name="measure"),
    path("atgard/<int:pk>/andra/", edit_views.edit, {"kind": "measure"}, name="edit_measure"),
    path("atgard/<int:pk>/ny-aktivitet/", edit_views.new, {"kind": "activity"}, name="new_activity"),
    path("aktivitet/<int:pk>/", views.activity, name="activity"),
    path("aktivitet/<int:pk>/andra/", edit_views.edit, {"kind": "activity"}, name="edit_activity"),
    path("planens-del/<part:kind>/<int:pk>/flytta/", step_views.move, name="move"),
    path("planens-del/<part:kind>/<int:pk>/ta-bort/", step_views.remove, name="remove"),
    path("planens-del/<part:kind>/<int:pk>/aterstall/", step_views.restore, name="restore"),
]
