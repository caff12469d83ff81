"""Keeping profiles true: how often people are asked, and what silence leads to."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from config.core.outbox.models import Message
from config.core.rows import MunicipalRow, VisibleQuerySet
from representatives.proxies.models import Proxy
from representatives.registry.querysets import OfPersonQuerySet

# The kind of message in the outbox.
LETTER = "checkup.asked"


class NetworkPolicyQuerySet(VisibleQuerySet["NetworkPolicy"]):
    def _visible(self, scope: Any) -> "NetworkPolicyQuerySet":
        return self.filter(municipality__in=scope.municipalities())


class NetworkPolicy(MunicipalRow):
    """What a municipality has decided about its network; one row each, the defaults where there is none."""

    confirm_after_days = models.PositiveSmallIntegerField(
        _("ask whether the profile is still right after (days)"), default=365
    )
    rest_after_days = models.PositiveSmallIntegerField(
        _("no answer: let the person rest after (days)"), default=60
    )
    notice_after_days = models.PositiveSmallIntegerField(
        _("resting in silence: give notice of deletion after (days)"), default=365
    )
    delete_after_notice_days = models.PositiveSmallIntegerField(
        _("delete when nothing is heard after the notice (days)"), default=60
    )
    erase_left_after_days = models.PositiveSmallIntegerField(
        _("erase a person who has left after (days)"), default=365
    )
    consent_months = models.PositiveSmallIntegerField(_("ask to renew a consent after (months)"), default=12)
    changed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[NetworkPolicyQuerySet] = NetworkPolicyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality"], name="network_policy_one_each"),
            models.CheckConstraint(
                condition=Q(
                    confirm_after_days__gte=30,
                    rest_after_days__gte=14,
                    notice_after_days__gte=30,
                    delete_after_notice_days__gte=30,
                    consent_months__gte=1,
                    consent_months__lte=24,
                ),
                name="network_policy_gives_people_time",
            ),
        ]

    class Privacy:
        neutral = (
            "id public_id municipality confirm_after_days rest_after_days notice_after_days "
            "delete_after_notice_days erase_left_after_days consent_months changed_at"
        ).split()


class CheckupQuerySet(OfPersonQuerySet):
    def open(self) -> "CheckupQuerySet":
        """Neither answered for good nor ended in silence."""
        return self.filter(closed_at=None)

    def unanswered(self) -> "CheckupQuerySet":
        """Open, and the person has said nothing."""
        return self.open().filter(reply="")

    def silent(self) -> "CheckupQuerySet":
        """Ended without a word. One that was called off has no link any more, and is none of them."""
        return self.filter(closed_at__isnull=False, reply="").exclude(token_hash="")

    def by_mail(self) -> "CheckupQuerySet":
        """Those whose letter goes, or went, by itself: by e-mail or text message, or by e-mail to the proxy."""
        acting = Proxy.objects.filter(
            representative=OuterRef("representative"), ended_at=None, gets_mail=True
        )
        mail = Q(representative__channel="email") & ~Q(representative__email_index="")
        sms = Q(representative__channel="sms") & ~Q(representative__phone_index="")
        own = (mail | sms) & ~Exists(acting)
        lost = Message.objects.filter(kind=LETTER, state=Message.State.UNDELIVERABLE).order_by()
        reached = self.filter(own | Exists(acting.exclude(email="")))
        return reached.exclude(public_id__in=lost.values("about_id"))

    def in_silence(self) -> "CheckupQuerySet":
        """The last word about a person, where it was silence: nothing newer, and nobody has confirmed since."""
        newer = Checkup.objects.filter(
            representative=OuterRef("representative"), asked_at__gt=OuterRef("asked_at")
        )
        confirmed_on = F("representative__confirmed_on")
        unconfirmed = Q(representative__confirmed_on=None) | Q(asked_at__date__gt=confirmed_on)
        return self.silent().filter(unconfirmed, ~Exists(newer))


class Checkup(MunicipalRow):
    """One time that a person was asked "still right?", or told that the profile will be deleted, and the answer."""

    class Kind(models.TextChoices):
        STILL_RIGHT = "still_right", _("Still right?")
        RENEWAL = "renewal", _("Renew the consent?")
        NOTICE = "notice", _("Notice of deletion")

    class Reply(models.TextChoices):
        RIGHT = "right", _("Still right")
        CHANGES = "changes", _("Something has changed")
        PAUSE = "pause", _("A pause, please")
        LEAVE = "leave", _("I want to leave")

    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="checkups"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    asked_at = models.DateTimeField()
    # When silence leads to the next step: rest, lapse, or deletion.
    due_on = models.DateField()
    # The one reminder by mail, or that the facilitator has tried to reach one who gets none.
    reminded_at = models.DateTimeField(null=True, blank=True)
    reply = models.CharField(max_length=20, choices=Reply.choices, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    # Silence has led to its step, or the facilitator has settled it.
    closed_at = models.DateTimeField(null=True, blank=True)
    # The link, as an invitation's: made from the row and the key ring, kept as a hash.
    generation = models.PositiveSmallIntegerField(default=0)
    key_id = models.CharField(max_length=20, blank=True)
    token_hash = models.CharField(max_length=64, blank=True, db_index=True)

    objects: ClassVar[CheckupQuerySet] = CheckupQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["representative", "kind"],
                condition=Q(closed_at=None),
                name="checkup_one_open_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(replied_at=None) | Q(replied_at__gte=F("asked_at")),
                name="checkup_is_answered_after_it_is_asked",
            ),
        ]

    class Privacy:
        neutral = (
            "id public_id municipality kind asked_at due_on reminded_at replied_at closed_at generation key_id "
            "token_hash"
        ).split()
        personal = "representative reply".split()
        keep = "three years"
        erase = "blank"

    @property
    def is_notice(self) -> bool:
        return self.kind == self.Kind.NOTICE

    @property
    def is_settled(self) -> bool:
        """Whether the person's word is final: nothing more is asked for."""
        return bool(self.reply) and self.closed_at is not None
