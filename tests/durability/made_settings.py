"""The settings of an installation with one room more: one that is made to be hard to move."""

from tryggve.web.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "durability.made_rooms"]  # noqa: F405
