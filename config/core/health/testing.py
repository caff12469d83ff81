"""`manage.py test` is a command of our own (`config.core.management.commands.test`); Django's runner is not used."""

from typing import Any


class Runner:
    """Kept so that nothing falls back to Django's discovery by accident."""

    def __init__(self, *args: Any, **options: Any) -> None:
        raise SystemExit("Run the tests with: python3 manage.py test")
