"""What a town has beside its chain: long work, lists, letters and members."""

from datetime import datetime, timedelta
from typing import Any

from config.core.jobs.models import Job
from config.core.letters.models import LetterText
from config.core.organisations.models import Membership
from config.core.outbox.models import Message
from representatives.models import ImportDraft
from tests.make.network_sheets import make_imports


def add_machinery(town: Any, by: Any, at: datetime) -> None:
    """A job, a list that waits, a message and a member, of the municipality as a whole."""
    common: dict[str, Any] = {"municipality": town.municipality}
    job = Job.objects.create(
        kind="registry.import", key=town.mark, created_at=at, not_before=at, created_by=by, **common
    )
    town.keep("job", job)
    if by is not None:
        draft = ImportDraft.objects.create(
            file_name=f"{town.mark}.csv",
            content="{}",
            created_at=at,
            expires_at=at + timedelta(days=1),
            created_by=by,
            job=job,
            **common,
        )
        town.keep("draft", draft)
        make_imports(town, at, by)
    town.keep("message", Message.objects.filter(municipality=town.municipality).order_by("-id")[0])
    # Of a letter that no town sends: what a test writes into it holds no other letter back.
    town.keep(
        "letter_text",
        LetterText.objects.create(
            kind="application.declined",
            language="nb",
            number=LetterText.objects.of(town.municipality).count() + 1,
            opening=town.text("ord"),
            at=at,
            by=by,
            **common,
        ),
    )
    member = Membership.objects.filter(municipality=town.municipality, unit=None).order_by("id").first()
    if member is not None:
        town.keep("member", member)
