"""What the one who said it says of what came of it: it is what was meant, or not. By link, on My page, by phone."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.audit import services as audit
from config.core.privacy import links
from config.core.rows import MunicipalRow, VisibleQuerySet
from participation.assignments.models import Assignment
from participation.contributions.models import Contribution, EvidenceLevel

PURPOSE = "contribution-reaction"


class CannotReact(Exception):
    """The word cannot be kept like this; the text can be shown."""


class ReactionQuerySet(VisibleQuerySet["Reaction"]):
    def _visible(self, scope: Any) -> "ReactionQuerySet":
        """The facilitator's alone: it is said in confidence that the project may have misunderstood."""
        from config.core.access.permissions import Permission

        unit, nobody = "contribution__project__unit", Q(pk__in=[])
        return self.filter(scope.reach(Permission.CONTRIBUTIONS_WRITE, unit=unit, own=nobody))

    def to_talk_about(self) -> "ReactionQuerySet":
        """Not what was meant, and nobody has talked about it yet."""
        return self.filter(word=Reaction.Word.NOT_MEANT, settled_at=None)


class Reaction(MunicipalRow):
    """One contributor's word about one contribution, with the link in the letters; silent until `at`."""

    class Word(models.TextChoices):
        MEANT = "meant", gettext_lazy("That is what I meant")
        NOT_MEANT = "not_meant", gettext_lazy("That is not what I meant")

    class Via(models.TextChoices):
        LINK = "link", gettext_lazy("By the link")
        PAGE = "page", gettext_lazy("On My page")
        PHONE = "phone", gettext_lazy("By phone")

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="reactions")
    assignment = models.ForeignKey(
        "participation.Assignment", on_delete=models.CASCADE, related_name="reactions"
    )
    generation = models.PositiveSmallIntegerField(default=0)
    key_id = models.CharField(max_length=20)
    token_hash = models.CharField(max_length=64, unique=True)
    word = models.CharField(
        gettext_lazy("what the person says of it"), max_length=10, choices=Word.choices, blank=True
    )
    text = models.TextField(gettext_lazy("in the person's own words"), max_length=1000, blank=True)
    via = models.CharField(gettext_lazy("how it was said"), max_length=10, choices=Via.choices, blank=True)
    at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(gettext_lazy("talked about"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=gettext_lazy("who talked about it"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    outcome = models.CharField(gettext_lazy("what came of talking about it"), max_length=300, blank=True)

    objects: ClassVar[ReactionQuerySet] = ReactionQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("-at", "-id")
        constraints = [
            models.UniqueConstraint(fields=["contribution", "assignment"], name="reaction_once_each"),
            models.CheckConstraint(
                condition=Q(word="", at=None) | (~Q(word="") & Q(at__isnull=False)),
                name="reaction_has_its_moment",
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality contribution generation key_id token_hash at settled_at".split()
        personal = "assignment word via settled_by outcome".split()
        special = ("text",)
        keep = "as long as the contribution"
        erase = "delete"

    @property
    def token(self) -> str:
        return links.make(PURPOSE, self)

    @property
    def address(self) -> str:
        """The whole address that stands in the letters."""
        return links.address("reaction_open", self.token)


def found_of(contribution: Contribution, assignment: Assignment) -> Reaction | None:
    """The contributor's row, if there is one."""
    return Reaction.objects.filter(contribution=contribution, assignment=assignment).first()


def of(contribution: Contribution, assignment: Assignment) -> Reaction:
    """The contributor's row with its link, made where there is none."""
    owner = {"contribution": contribution, "assignment": assignment}
    held = found_of(contribution, assignment)
    if held is None:
        made = Reaction(municipality_id=contribution.municipality_id, **owner)
        links.renew(PURPOSE, made)
        # Two who come at once get the same one.
        Reaction.objects.bulk_create([made], ignore_conflicts=True)
        held = Reaction.objects.get(**owner)
    return held


def find(token: str) -> Reaction | None:
    """The row whose link a token is, with what its page shows."""
    rows = Reaction.objects.filter(token_hash=links.hash_of(token))
    rows = rows.select_related(
        "municipality", "contribution__project__unit", "assignment__representative__municipality"
    )
    return rows.prefetch_related(
        "contribution__responses", "contribution__decisions", "contribution__changes"
    ).first()


def latest(contribution: Contribution) -> Any:
    """The answer that holds, of a contribution fetched with its answers; None where there is none."""
    return next(reversed(list(contribution.responses.all())), None)


@transaction.atomic
def say(*, reaction: Reaction, word: str, via: str, by: Any, at: datetime, text: str = "") -> Reaction:
    """Keeps the person's word; the last one holds, and a new one is talked about anew.

    When it is what was meant, each change that nobody had confirmed rests on that from now on (evidence level 3).
    Refuses a word that is none, and something of which nothing has come yet.
    """
    held = (
        Reaction.objects.select_for_update(of=("self",))
        .select_related("contribution", "assignment")
        .get(pk=reaction.pk)
    )
    if word not in Reaction.Word.values:
        raise CannotReact(_("Choose one of the two."))
    said = held.contribution
    if not (said.responses.exists() or said.decisions.exists() or said.changes.exists()):
        raise CannotReact(_("Nothing has come of it yet. You will hear from us."))
    held.word, held.text, held.via, held.at = word, text.strip()[:1000], via, at
    held.settled_at, held.settled_by, held.outcome = None, None, ""
    held.save(update_fields=["word", "text", "via", "at", "settled_at", "settled_by", "outcome"])
    person = held.assignment.representative
    audit.record(
        "contribution.reacted", obj=held, by=by, at=at, fields=["word"], subject=person, purpose=word
    )
    if word == Reaction.Word.MEANT:
        _confirm(said, by, at)
    return held


@transaction.atomic
def settle(*, reaction: Reaction, outcome: str, by: Any, at: datetime) -> Reaction:
    """Somebody has talked with the person about it. Refuses what needs no talk, and no words about what came of it."""
    held = Reaction.objects.select_for_update(of=("self",)).get(pk=reaction.pk)
    if held.word != Reaction.Word.NOT_MEANT or held.settled_at is not None:
        raise CannotReact(_("This does not wait for anybody."))
    if not outcome.strip():
        raise CannotReact(_("Write what came of talking about it."))
    held.settled_at, held.settled_by, held.outcome = at, by, outcome.strip()[:300]
    held.save(update_fields=["settled_at", "settled_by", "outcome"])
    audit.record(
        "reaction.settled", obj=held, by=by, at=at, fields=["outcome"], subject=held.assignment.representative
    )
    return held


def _confirm(contribution: Contribution, by: Any, at: datetime) -> None:
    lower = contribution.changes.filter(evidence_level__lt=EvidenceLevel.CONFIRMED_BY_CONTRIBUTOR)
    changes: Iterable[Any] = list(lower.select_for_update(of=("self",)).order_by("id"))
    for change in changes:
        change.evidence_level = EvidenceLevel.CONFIRMED_BY_CONTRIBUTOR
        change.save(update_fields=["evidence_level"])
        audit.record("change.weighed", obj=change, by=by, at=at, fields=["evidence_level"])
