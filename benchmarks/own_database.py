"""A PostgreSQL database made for one benchmark, and dropped after it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

SERVER = "postgres://postgres@127.0.0.1:5432"


@contextmanager
def own_database(kind: str, server: str) -> Iterator[None]:
    """Makes a database on `server` and points Medvirk's settings at it; set Django up inside, not before.

    MEDVIRK_TEMPLATE names one there that has every migration already, for those who run many scripts.
    """
    import psycopg

    name, folder = f"{kind}_benchmark_{os.getpid()}", tempfile.mkdtemp(prefix="medvirk-benchmark-")
    os.environ |= {
        "MEDVIRK_MODE": "local",
        "MEDVIRK_VAR": folder,
        "DATABASE_URL": f"{server}/{name}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEBUG": "off",
    }

    def say(sentence: str) -> None:
        # A connection for each: the server may have been killed and come back in between.
        with psycopg.connect(f"{server}/postgres", autocommit=True) as opened:
            opened.execute(sentence)  # type: ignore[arg-type]  # our own name in it

    template = os.environ.get("MEDVIRK_TEMPLATE", "")
    say(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
    try:
        yield
    finally:
        from django.db import connections

        connections.close_all()
        say(f'DROP DATABASE "{name}" WITH (FORCE)')
        shutil.rmtree(folder, ignore_errors=True)
