"""Where the demonstration lives, settled before the settings are read. Standard library only."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_PORT = 8000


def options(argv: Sequence[str]) -> argparse.Namespace:
    """`--port N` and `--reset`; what else is there belongs to Django."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    parser.add_argument("--reset", action="store_true")
    return parser.parse_known_args(list(argv))[0]


def prepare(argv: Sequence[str]) -> None:
    """Settings of `manage.py demo`: loopback, a database of its own, mail that stays to be read."""
    if len(argv) < 2 or argv[1] != "demo":
        return
    var = Path(os.environ.get("MEDVIRK_VAR", ROOT / "var"))
    os.environ.setdefault("MEDVIRK_MODE", "demo")
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{var / 'demo.sqlite3'}")
    os.environ.setdefault("BASE_URL", f"http://127.0.0.1:{options(argv).port}")
