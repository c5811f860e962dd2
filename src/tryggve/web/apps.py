"""The web app itself: what all rooms share."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class WebConfig(AppConfig):
    """Layout, static files and the Swedish order of letters."""

    name = "tryggve.web"
    label = "web"

    def ready(self) -> None:
        """Teach each new database connection to sort Swedish."""
        from tryggve.web.swedish import teach_order

        connection_created.connect(teach_order, dispatch_uid="swedish-order")
