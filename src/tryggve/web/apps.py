"""The web app itself: what all rooms share."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class WebConfig(AppConfig):
    """Layout, static files and the Swedish order of letters."""

    name = "tryggve.web"
    label = "web"

    def ready(self) -> None:
        """Teach each new database connection to sort Swedish, and keep drawn charts between starts.

        Every form asks for an empty field in the same words; Django's own are stiffer.
        """
        from django.conf import settings
        from django.forms import Field
        from django.utils.translation import gettext_lazy as _

        from tryggve.publish.figures.render import keep_renderings_in
        from tryggve.web.swedish import teach_order

        connection_created.connect(teach_order, dispatch_uid="swedish-order")
        Field.default_error_messages["required"] = _("Fyll i det här fältet.")
        keep_renderings_in(settings.TRYGGVE_DATA / "cache" / "charts")
