"""Addresses of the plan."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from tryggve.web.plans import (
    comment_views,
    draft_views,
    edit_views,
    evidence_views,
    logic_views,
    next_version,
    step_views,
    table_views,
    text_views,
    views,
)


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


class TableConverter(StringConverter):
    """The end of a table's name."""

    regex = "xlsx|csv"


class NumbersConverter(StringConverter):
    """Several parts' numbers: ``12-13-14``."""

    regex = r"\d{1,18}(?:-\d{1,18}){0,99}"


register_converter(PictureConverter, "picture")
register_converter(NumbersConverter, "numbers")
register_converter(TableConverter, "table")

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
    path("plan/<int:pk>/kopiera-ar/<int:event>/angra/", step_views.undo_copy, name="undo_copy"),
    path("plan/<int:pk>/ny-version/", next_version.new_version, name="new_version"),
    path("plan/<int:pk>/ny-prioritering/", edit_views.new, {"kind": "priority"}, name="new_priority"),
    path("prioritering/<int:pk>/andra/", edit_views.edit, {"kind": "priority"}, name="edit_priority"),
    path("prioritering/<int:pk>/ny-slutsats/", edit_views.new, {"kind": "claim"}, name="new_claim"),
    path("prioritering/<int:pk>/slutsatser/<numbers:claims>/ta-bort/", step_views.remove_claims, name="remove_claims"),
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
    path("plan/<int:pk>/tabell/", table_views.table, name="table"),
    path("plan/<int:pk>/tabell/plan.<table:ending>", table_views.download, name="table_file"),
    path("plan/<int:pk>/text/", text_views.open_text, name="texts"),
    path("plan/<int:pk>/text/<int:text>/", text_views.mark, name="text"),
    path("plan/<int:pk>/text/<int:text>/ta-bort/", text_views.drop, name="drop_text"),
    path("plan/<int:pk>/synpunkter/", comment_views.of_plan, name="comments"),
    path("planens-del/<part:kind>/<int:pk>/synpunkter/", comment_views.of_part, name="comments_of"),
    path("synpunkt/<int:pk>/los/", comment_views.settle, name="settle_comment"),
    path("synpunkt/<int:pk>/ta-bort/", comment_views.remove, name="remove_comment"),
    path("synpunkt/<int:pk>/aterstall/", comment_views.restore, name="restore_comment"),
    path("planens-del/<part:kind>/<int:pk>/utkast/", draft_views.keep, {"new": False}, name="keep_draft"),
    path("planens-del/<part:kind>/<int:pk>/utkast/kasta/", draft_views.drop, {"new": False}, name="drop_draft"),
    path("planens-del/<part:kind>/ny/<int:pk>/utkast/", draft_views.keep, {"new": True}, name="keep_new_draft"),
    path("planens-del/<part:kind>/ny/<int:pk>/utkast/kasta/", draft_views.drop, {"new": True}, name="drop_new_draft"),
    path("planens-del/<part:kind>/<int:pk>/angra/<int:event>/", step_views.undo, name="undo"),
    path("planens-del/<part:kind>/<int:pk>/flytta/", step_views.move, name="move"),
    path("planens-del/<part:kind>/<int:pk>/ta-bort/", step_views.remove, name="remove"),
    path("planens-del/<part:kind>/<int:pk>/aterstall/", step_views.restore, name="restore"),
]
