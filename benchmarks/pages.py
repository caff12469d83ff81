"""SQL statements and milliseconds of every page of the demonstration, per role: `python3 benchmarks/pages.py`.

Run it beside a loaded demonstration (`manage.py demo --load-only`). No page may use more than 25 statements.
"""

import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from config import demonstration  # noqa: E402  # the settings are read after this

demonstration.prepare(["manage.py", "demo"])

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402

from config.core.accounts.models import User  # noqa: E402
from config.core.organisations.models import Role  # noqa: E402
from tests.cast import show_factor  # noqa: E402
from tests.helpers.crawl import crawl  # noqa: E402

MOST = 25


def main() -> int:
    """Prints the dearest page of each name; the exit code says whether one is over the limit."""
    worst: dict[str, tuple[int, float, str, str]] = {}
    for role in Role:
        users = User.objects.filter(memberships__role=role, email__endswith="@demo.example.org")
        client = Client(SERVER_NAME="127.0.0.1")
        user = users.order_by("id")[0]
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        show_factor(client, user)
        for page in crawl(client, "/nordvik/"):
            started = time.perf_counter()
            client.get(page.path)
            took = (time.perf_counter() - started) * 1000
            if page.statements > worst.get(page.name, (-1,))[0]:
                worst[page.name] = (page.statements, took, role.value, page.path)
    for name, (statements, took, role_name, path) in sorted(worst.items(), key=lambda item: -item[1][0]):
        print(f"{statements:4d} statements {took:7.1f} ms  {name:28s} {role_name:15s} {path}")
    over = [name for name, row in worst.items() if row[0] > MOST]
    print(f"{len(worst)} pages; over {MOST} statements: {', '.join(over) or 'none'}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
