"""What the fault scripts of the outbox stand on: invitations to people who do not exist, workers, and checks."""

import argparse
import contextlib
import logging
import os
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from benchmarks.faults.sink import Sink
from benchmarks.own_database import SERVER, own_database
from config.core.management.servers import free_port

ROOT = Path(__file__).resolve().parents[2]
WORKERS = 2


def options(**defaults: Any) -> argparse.ArgumentParser:
    """The arguments that all have: how many, which seed, and what to sabotage to see the script fail."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=300)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--server", default=SERVER)
    parser.add_argument(
        "--most-seconds", type=int, default=3600, help="gives up, as a failure, after this time"
    )
    parser.add_argument(
        "--sabotage", choices=["lock"], help="works without the lock and without asking the state"
    )
    parser.set_defaults(**defaults)
    return parser


class Checks:
    """Counts what held and what did not; the last line says both."""

    def __init__(self) -> None:
        self.passed = self.failed = 0

    def that(self, sentence: str, good: bool, found: object = "") -> None:
        self.passed, self.failed = self.passed + good, self.failed + (not good)
        print(f"{'ok  ' if good else 'FAIL'} {sentence}{f': {found}' if found != '' else ''}", flush=True)

    def end(self) -> int:
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        return 1 if self.failed else 0


class Workers:
    """Workers in processes of their own, forked from one that has Django ready, so that a new one is there at once."""

    def __init__(self, folder: Path, sabotage: str | None) -> None:
        self.log = folder / "workers.log"
        command = [sys.executable, "-m", "benchmarks.faults.nursery", sabotage or ""]
        self._nursery = subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log.open("w"),
            text=True,
        )
        self.alive: list[int] = []

    def start(self) -> None:
        assert self._nursery.stdin is not None and self._nursery.stdout is not None
        self._nursery.stdin.write("start\n")
        self._nursery.stdin.flush()
        self.alive.append(int(self._nursery.stdout.readline()))

    def kill(self, pid: int) -> None:
        """Without a word: SIGKILL."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        self.alive.remove(pid)

    def stop(self) -> None:
        for pid in list(self.alive):
            self.kill(pid)
        self._nursery.kill()
        self._nursery.wait()

    def logged(self, event: str) -> int:
        return self.log.read_text().count(event)


@dataclass
class Scene:
    """A database with invitations that wait, the server that gets them, and what was asked for."""

    given: argparse.Namespace
    sink: Sink
    folder: Path
    checks: Checks

    def workers(self) -> Workers:
        return Workers(self.folder, self.given.sabotage)

    @property
    def mail_log(self) -> Path:
        return self.folder / "mail.log"


@contextmanager
def scene(
    given: argparse.Namespace, environment: dict[str, str] | None = None, **shares: float
) -> Iterator[Scene]:
    """Everything made anew, and thrown away after; `shares` are the faults of the mail server."""
    port = free_port()
    with own_database("faults", given.server):
        folder = Path(os.environ["MEDVIRK_VAR"])
        os.environ |= {
            "EMAIL_URL": f"smtp://127.0.0.1:{port}",
            "DEFAULT_FROM_EMAIL": "medvirk@example.org",
            "EMAIL_TIMEOUT": "0.6",
            "OUTBOX_LEASE_SECONDS": "3",
            **(environment or {}),
        }
        import django
        from django.core.management import call_command

        django.setup()
        logging.getLogger("mail.log").setLevel(logging.WARNING)
        call_command("migrate", verbosity=0)
        sink = Sink(folder / "mail.log", given.seed, **shares)
        server = Controller(sink, hostname="127.0.0.1", port=port)
        server.start()
        try:
            yield Scene(given, sink, folder, Checks())
        finally:
            server.stop()


def invite(number: int) -> None:
    """So many invitations to people who do not exist, by the services; they wait in the outbox."""
    from django.core.management import call_command
    from django.utils import timezone

    from config.core.organisations.models import Municipality, Unit
    from participation.invitations import services as invitations
    from projects.planning import services as planning
    from projects.requests import services as requests
    from representatives.catalogue.models import Term
    from representatives.registry.models import Representative

    at = timezone.now() - timedelta(hours=1)
    today, known = timezone.localdate(at), {"by": None, "at": at}
    call_command(
        "create_municipality", "granvik", name="Granvik", admin="adam@example.org", stdout=StringIO()
    )
    place = Municipality.objects.get(slug="granvik")
    unit = Unit.objects.create(municipality=place, name="Hjemmetjenesten")
    _people(place, number, at)
    project = planning.create_project(municipality=place, unit=unit, title="Trygg hjem", **known)
    planning.move_project(project=project, to="running", **known)
    skill = Term.objects.filter(kind="skill").order_by("key")[0]
    wanted = requests.Wanted(term=skill, importance="wish", level=1, relation="")
    asked = requests.create_request(
        project=project,
        title="En som prøver",
        task="Les brevet.",
        influence="Brevet blir endret.",
        terms=[wanted],
        **known,
    )
    requests.open_request(request=asked, **known)
    asked.refresh_from_db()
    for person in Representative.objects.select_related("municipality").order_by("id").iterator():
        made = invitations.prepare(
            request=asked, representative=person, reply_by=today + timedelta(21), **known
        )
        invitations.send(invitation=made, **known)


def _people(place: Any, number: int, at: Any) -> None:
    """Active people who have said yes to the network and to use of their experience."""
    from django.utils import timezone

    from representatives.consent.models import Consent
    from representatives.registry.models import Representative

    common = {"municipality": place}
    people = [
        Representative(
            given_name=f"Person{one}", family_name="Prøve", email=f"person{one}@example.org", state="active",
            source="facilitator", created_at=at, **common,
        )
        for one in range(number)
    ]  # fmt: skip
    Representative.objects.bulk_create(people, batch_size=500)
    given = common | {
        "text_version": "1", "channel": "paper", "given_on": timezone.localdate(at), "recorded_at": at,
    }  # fmt: skip
    consents = [
        Consent(representative=person, purpose=purpose, **given)
        for person in people
        for purpose in ("network", "experience")
    ]
    Consent.objects.bulk_create(consents, batch_size=500)


def links() -> dict[str, str]:
    """Whose link is which: token to address."""
    from participation.invitations import links as made
    from participation.invitations.models import Invitation

    rows = Invitation.objects.select_related("representative")
    return {made.make(row): row.representative.email for row in rows}


def until(done: Callable[[], bool], seconds: float, pause: float = 0.002) -> bool:
    """Waits for it; False when it did not happen in time."""
    ends = time.monotonic() + seconds
    while not done():
        if time.monotonic() > ends:
            return False
        time.sleep(pause)
    return True


def finish(scene: Scene, tick: Callable[[], None] = lambda: None) -> bool:
    """Waits until nothing waits; what is laid aside for a minute or for hours need not wait so long."""
    from django.db import OperationalError
    from django.utils import timezone

    from config.core.outbox.models import Message

    def settled() -> bool:
        tick()
        try:
            at = timezone.now()
            Message.objects.filter(state__in=["queued", "retrying"], not_before__gt=at).update(not_before=at)
            return not Message.objects.filter(state__in=["queued", "retrying", "sending"]).exists()
        except OperationalError:
            return False

    return until(settled, scene.given.most_seconds, pause=0.5)


def states() -> Counter[str]:
    from config.core.outbox.models import Message

    return Counter(Message.objects.values_list("state", flat=True))


def check_envelopes(scene: Scene) -> None:
    """One recipient in each, no copies, and the link in it is that person's (T41, T42)."""
    taken, owners = scene.sink.taken, links()
    one = [
        mail
        for mail in taken
        if len(mail.recipients) == 1 and mail.to == mail.recipients[0] and not mail.copies
    ]
    scene.checks.that(
        "one recipient in every envelope, and no copies",
        len(one) == len(taken),
        f"{len(one)} of {len(taken)}",
    )
    own = [
        mail for mail in taken if len(mail.tokens) == 1 and owners.get(mail.tokens[0]) == mail.recipients[0]
    ]
    scene.checks.that(
        "the one link in it is that person's", len(own) == len(taken), f"{len(own)} of {len(taken)}"
    )
    ids, tokens = defaultdict(set), defaultdict(set)
    for mail in taken:
        ids[mail.recipients].add(mail.message_id)
        tokens[mail.recipients].add(mail.tokens)
    same = all(len(found) == 1 for found in (*ids.values(), *tokens.values()))
    scene.checks.that("every copy has the same Message-ID and the same link", same)


def distinct(scene: Scene) -> int:
    return len({mail.recipients for mail in scene.sink.taken})
