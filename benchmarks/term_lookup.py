"""How long it takes to find a term: `python benchmarks/term_lookup.py [--own 500] [--server postgres://…]`.

Makes a database of its own on the server, puts the starter catalogue and a municipality's own terms in it, each with
two words. Asks for the phrases of the tests, the same with a slip of the keyboard, and their beginnings: through the
module as a form does it, and through the API as a browser does. Goal: 30 ms at the 95th percentile. Printed besides:
how long the index of a municipality takes to build after a change.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.own_database import SERVER, own_database  # noqa: E402  # found by the line above

GOAL = 30.0


def asked() -> list[str]:
    """Phrases of the tests, then the same with two letters swapped, then their beginnings."""
    from tests.representatives.catalogue.phrases import expected_phrases

    texts = [phrase.text for phrase in expected_phrases()]
    swapped = [text[:2] + text[3:4] + text[2:3] + text[4:] for text in texts if len(text) > 4]
    return texts + swapped + [text[:4] for text in texts]


def milliseconds(ask: Callable[[str], Any], texts: list[str]) -> list[float]:
    """How long each took; the first is left out, for it builds the index."""
    taken = []
    ask(texts[0])
    for text in texts:
        started = time.perf_counter()
        ask(text)
        taken.append(1000 * (time.perf_counter() - started))
    return taken


def report(name: str, taken: list[float]) -> float:
    cut = statistics.quantiles(taken, n=20)[-1]
    print(
        f"{name:<28} {len(taken)} lookups: median {statistics.median(taken):.1f} ms, "
        f"95 % within {cut:.1f} ms, slowest {max(taken):.1f} ms"
    )
    return cut


def fill(place: Any, own: int, at: Any) -> None:
    """Own terms with two words each, through the services."""
    from representatives.catalogue import services
    from representatives.catalogue.models import Term

    kinds = [kind for kind in Term.Kind.values if kind != "perspective"]
    for number in range(own):
        word = f"{'abdefghiklmnoprstuvy'[number % 20]}{'aeiouyæøå'[number % 9]}rk{number:03d}lag"
        services.add(
            municipality=place,
            kind=kinds[number % len(kinds)],
            names={"name_nb": f"Eget {word}", "name_nn": f"Eige {word}", "name_en": f"Own {word}"},
            synonyms=[f"{word}et", f"gammelt {word}"],
            by=None,
            at=at,
        )


def run(own: int) -> bool:
    """Fills and measures; True when the goal is kept."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone
    from rest_framework.test import APIClient

    from config.core.accounts import services as accounts
    from config.core.accounts.models import ApiToken
    from config.core.organisations import services as organisations
    from config.core.organisations.models import Role
    from representatives.catalogue import loading, lookup

    call_command("migrate", verbosity=0)
    at = timezone.now()
    loading.load_starter_catalogue(at=at)
    place = organisations.create_municipality(slug="alene", name="K", at=at)
    user = accounts.give_role(
        municipality=place, email="benk@example.org", role=Role.FACILITATOR, by=None, at=at
    ).user
    from tests.cast import give_factor

    give_factor(user)
    _token, key = ApiToken.issue(user=user, at=at)
    client = APIClient(SERVER_NAME="127.0.0.1")
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {key}")
    fill(place, own, at)
    started = time.perf_counter()
    lookup.find(place, "demens")
    print(f"{own} own terms; index built in {1000 * (time.perf_counter() - started):.0f} ms")

    def over_api(text: str) -> None:
        answer = client.get("/api/v1/terms/", {"q": text[:100]})
        if answer.status_code != 200:
            raise SystemExit(f"{text}: {answer.status_code}")

    texts = asked()
    cut = report("in a form", milliseconds(lambda text: lookup.find(place, text), texts))
    report("over the API, whole answer", milliseconds(over_api, texts[::5]))
    return cut < GOAL


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--own", type=int, default=500)
    options.add_argument("--server", default=SERVER)
    asked_for = options.parse_args()
    with own_database("term", asked_for.server):
        return 0 if run(asked_for.own) else 1


if __name__ == "__main__":
    sys.exit(main())
