#!/usr/bin/env python3
"""Django's own door into the house, for those who know it; `sightline` is the front door."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sightline.project.settings.base")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
