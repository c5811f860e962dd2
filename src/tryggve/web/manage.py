"""Django's own command line, for those who look after the installation."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tryggve.web.settings")
    execute_from_command_line(sys.argv)
