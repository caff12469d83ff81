#!/usr/bin/env python3
"""The one entrance: `python3 manage.py demo`, `python3 manage.py test`, and every other command."""

import os
import sys

from config import bootstrap, demonstration


def main() -> None:
    if sys.version_info < (3, 11):
        sys.exit("Medvirk needs Python 3.11 or newer.")
    bootstrap.ensure(sys.argv)
    demonstration.prepare(sys.argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
