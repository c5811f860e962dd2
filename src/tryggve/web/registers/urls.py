"""Addresses of the registers."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from tryggve.web.registers import edit_views, meeting_views, step_views, views
from tryggve.web.registers.kinds import KINDS


class RegisterConverter(StringConverter):
    """A kind of row, by its Swedish name in the address."""

    names = {kind.word: kind.name for kind in KINDS.values()}  # noqa: RUF012  a converter has no instances of its own
    regex = "|".join(names)

    def to_python(self, value: str) -> str:
        """Return the kind's name."""
        return self.names[value]

    def to_url(self, value: str) -> str:
        """Return the Swedish name."""
        return KINDS[value].word


register_converter(RegisterConverter, "register")

app_name = "registers"
urlpatterns = [
    path("samverkan/", views.start, name="start"),
    path("samverkan/samordning/", views.coordination, name="coordination"),
    path("samverkan/ledning/", views.leadership, name="leadership"),
    path("samverkan/papperskorg/", step_views.recycle_bin, name="recycle_bin"),
    path("overenskommelser/", views.agreements, name="agreements"),
    path("overenskommelser/<int:pk>/", views.agreement, name="agreement"),
    path("overenskommelser/<int:pk>/avsluta/", step_views.end, name="end"),
    path("radet/", views.council, name="council"),
    path("radet/mote/<int:pk>/", meeting_views.meeting, name="meeting"),
    path("radet/mote/<int:pk>/minnesanteckningar/", meeting_views.minutes, name="minutes"),
    path("radet/mote/<int:pk>/minnesanteckningar.pdf", meeting_views.minutes_pdf, name="minutes_pdf"),
    path("radet/punkt/<int:pk>/flytta/", step_views.move, name="move"),
    path("radet/atgardspunkt/<int:pk>/klar/", step_views.finish, name="finish"),
    path("plan/<int:pk>/annan-planering/", views.planning, name="planning"),
    path("samverkan/<register:kind>/ny/", edit_views.new, name="new"),
    path("samverkan/<register:kind>/ny/<int:pk>/", edit_views.new, name="new_under"),
    path("samverkan/<register:kind>/<int:pk>/andra/", edit_views.edit, name="edit"),
    path("samverkan/<register:kind>/<int:pk>/ta-bort/", step_views.remove, name="remove"),
    path("samverkan/<register:kind>/<int:pk>/aterstall/", step_views.restore, name="restore"),
    path("samverkan/<register:kind>/<int:pk>/historik/", step_views.history, name="history"),
]
