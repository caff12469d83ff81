"""The chain: what was said, the answer, the decision, the change, its effect, and what the contributor was told."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.outbox.models import Message
from config.core.rows import MunicipalRow, VisibleQuerySet
from participation.contributions import kinds


class ContributionQuerySet(VisibleQuerySet["Contribution"]):
    def _visible(self, scope: Any) -> "ContributionQuerySet":
        """The facilitator's, a manager's units, a professional's own projects and own promises."""
        own = Q(project__leader=scope.user.pk) | Q(owner__user=scope.user.pk)
        return self.filter(scope.reach(Permission.CONTRIBUTIONS_READ, unit="project__unit", own=own))

    def answered(self) -> "ContributionQuerySet":
        return self.filter(_has(Response))

    def unanswered(self) -> "ContributionQuerySet":
        """Promises still open."""
        return self.exclude(_has(Response))

    def with_steps(self) -> "ContributionQuerySet":
        """Each with how far it has come along the chain: is_answered, is_decided, is_changed, is_measured, is_told."""
        return self.annotate(
            is_answered=_has(Response),
            is_decided=_has(Decision),
            is_changed=_has(Change),
            is_measured=Exists(Effect.objects.measured().filter(change__contribution=OuterRef("pk"))),
            is_told=Exists(Told.objects.reached().filter(contribution=OuterRef("pk"))),
        )


def _has(kind: type[models.Model]) -> Exists:
    return Exists(kind._default_manager.filter(contribution=OuterRef("pk")))


class Contribution(MunicipalRow):
    """What a representative said, from which experience, and who owes an answer by when."""

    project = models.ForeignKey("projects.Project", on_delete=models.PROTECT, related_name="contributions")
    meeting = models.ForeignKey(
        "participation.Meeting",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributions",
    )
    # Empty when a group said it together, or when the person has been erased.
    assignment = models.ForeignKey(
        "participation.Assignment",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributions",
    )
    is_from_group = models.BooleanField(_("said by the group together"), default=False)
    text = models.TextField(_("what was said"), max_length=2000)
    hoped_for = models.CharField(_("what it was hoped to influence"), max_length=300, blank=True)
    from_experience = models.CharField(_("from which experience"), max_length=140, blank=True)
    speaks_for = models.CharField(_("whom it speaks for"), max_length=200, blank=True)
    said_on = models.DateField(_("said on"))
    owner = models.ForeignKey(
        "participation.Professional",
        on_delete=models.SET_NULL,
        null=True,
        related_name="promises",
        verbose_name=_("who owes an answer"),
    )
    due_on = models.DateField(_("answer due"))
    created_at = models.DateTimeField()

    objects: ClassVar[ContributionQuerySet] = ContributionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-said_on", "-id")
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="contribution_says_something")]

    class Privacy:
        neutral = (
            "id public_id municipality project meeting is_from_group said_on owner due_on created_at".split()
        )
        special = "assignment text from_experience hoped_for speaks_for".split()
        keep = "as long as the project, without the contributor's name after five years"
        erase = "stay"


class ResponseQuerySet(VisibleQuerySet["Response"]):
    def _visible(self, scope: Any) -> "ResponseQuerySet":
        return self.filter(contribution__in=Contribution.objects.all()._visible(scope))


class Response(MunicipalRow):
    """The unit's answer, with a reason. A later answer is a new row; the last one holds."""

    class Answer(models.TextChoices):
        ADOPTED = "adopted", _("Adopted")
        PARTLY = "partly", _("Partly adopted")
        NOT_ADOPTED = "not_adopted", _("Not adopted")
        PARKED = "parked", _("Put aside for now")
        NOT_OURS = "not_ours", _("Not ours to decide")

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="responses")
    answer = models.CharField(_("answer"), max_length=20, choices=Answer.choices)
    reason = models.TextField(_("reason"), max_length=1000)
    answered_on = models.DateField(_("answered on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[ResponseQuerySet] = ResponseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("at", "id")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="response_has_a_reason")]

    class Privacy:
        neutral = "id public_id municipality contribution answer reason answered_on at".split()
        personal = ("by",)
        keep = "as long as the contribution"


class DecisionQuerySet(VisibleQuerySet["Decision"]):
    def _visible(self, scope: Any) -> "DecisionQuerySet":
        return self.filter(contribution__in=Contribution.objects.all()._visible(scope))


class Decision(MunicipalRow):
    """What was decided because of a contribution: by whom, where, and the paper that says so."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="decisions")
    text = models.CharField(_("decision"), max_length=500)
    forum = models.CharField(_("who decided"), max_length=140)
    reference = models.CharField(_("document"), max_length=140, blank=True)
    decided_on = models.DateField(_("decided on"))
    at = models.DateTimeField()

    objects: ClassVar[DecisionQuerySet] = DecisionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("decided_on", "id")

    class Privacy:
        neutral = "id public_id municipality contribution text forum reference decided_on at".split()


EvidenceLevel = kinds.EvidenceLevel


class ChangeQuerySet(VisibleQuerySet["Change"]):
    def _visible(self, scope: Any) -> "ChangeQuerySet":
        return self.filter(contribution__in=Contribution.objects.all()._visible(scope))


class Change(MunicipalRow):
    """What became different, where, and how much of it the contribution can be credited with."""

    Outcome, Kind = kinds.Outcome, kinds.Kind

    class Attribution(models.TextChoices):
        ALONE = "alone", _("It happened because of this alone")
        DECISIVE = "decisive", _("This decided it")
        CONTRIBUTED = "contributed", _("This contributed")
        CONFIRMED = "confirmed", _("This confirmed what was already meant")

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="changes")
    before = models.CharField(_("before"), max_length=300, blank=True)
    text = models.CharField(_("what changed"), max_length=500)
    kind = models.CharField(_("kind of change"), max_length=20, choices=Kind.choices)
    # Follows from the kind; reports count by it.
    outcome = models.CharField(_("class of change"), max_length=20, choices=Outcome.choices)
    attribution = models.CharField(_("the contribution's share"), max_length=20, choices=Attribution.choices)
    evidence_level = models.PositiveSmallIntegerField(
        _("evidence level"), choices=EvidenceLevel.choices, default=EvidenceLevel.ASSERTED
    )
    unintended = models.CharField(_("unintended or negative effects"), max_length=300, blank=True)
    changed_on = models.DateField(_("changed on"))
    at = models.DateTimeField()

    objects: ClassVar[ChangeQuerySet] = ChangeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-evidence_level", "-changed_on", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(evidence_level__gte=0, evidence_level__lte=5),
                name="change_evidence_level_is_known",
            ),
            models.CheckConstraint(condition=kinds.agreement(), name="change_kind_is_of_its_class"),
        ]

    class Privacy:
        neutral = (
            "id public_id municipality contribution before text kind outcome attribution evidence_level "
            "unintended changed_on at"
        ).split()


class EffectQuerySet(VisibleQuerySet["Effect"]):
    def _visible(self, scope: Any) -> "EffectQuerySet":
        return self.filter(change__contribution__in=Contribution.objects.all()._visible(scope))

    def measured(self) -> "EffectQuerySet":
        """Those with an indicator; the others say why nothing was measured."""
        return self.exclude(indicator="")


class Effect(MunicipalRow):
    """What was measured after a change, or why nothing was."""

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="effects")
    indicator = models.CharField(_("indicator"), max_length=140, blank=True)
    before = models.CharField(_("before"), max_length=60, blank=True)
    after = models.CharField(_("after"), max_length=60, blank=True)
    source = models.CharField(_("source"), max_length=140, blank=True)
    not_measured_because = models.CharField(_("not measured because"), max_length=300, blank=True)
    measured_on = models.DateField(_("measured on"), null=True, blank=True)
    at = models.DateTimeField()

    objects: ClassVar[EffectQuerySet] = EffectQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(
                condition=~Q(indicator="") | ~Q(not_measured_because=""),
                name="effect_is_measured_or_says_why_not",
            )
        ]

    class Privacy:
        neutral = (
            "id public_id municipality change indicator before after source not_measured_because measured_on at"
        ).split()


class ToldQuerySet(VisibleQuerySet["Told"]):
    def _visible(self, scope: Any) -> "ToldQuerySet":
        return self.filter(contribution__in=Contribution.objects.all()._visible(scope))

    def reached(self) -> "ToldQuerySet":
        """Told of something that came of it, by word, letter, or a mail that has not failed."""
        failed = [Message.State.UNDELIVERABLE, Message.State.CANCELLED]
        return self.exclude(step=Told.Step.RECEIVED).exclude(message__state__in=failed)


class Told(MunicipalRow):
    """That one contributor was told of one piece of news about the contribution, and how."""

    class Step(models.TextChoices):
        RECEIVED = "received", _("That it was received")
        ANSWERED = "answered", _("The answer")
        DECIDED = "decided", _("The decision")
        CHANGED = "changed", _("The change")

    class Channel(models.TextChoices):
        EMAIL = "email", _("E-mail")
        PHONE = "phone", _("Phone")
        LETTER = "letter", _("Letter")

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="tellings")
    assignment = models.ForeignKey(
        "participation.Assignment", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    step = models.CharField(max_length=20, choices=Step.choices)
    # The public id of the answer, decision or change that was told; of the contribution when it was received.
    about_ref = models.CharField(max_length=22, blank=True)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    message = models.ForeignKey(
        "core.Message", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[ToldQuerySet] = ToldQuerySet.as_manager()  # type: ignore[assignment]  # manager of queryset

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "assignment", "step", "about_ref"], name="told_once_per_step"
            )
        ]

    class Privacy:
        neutral = "id public_id municipality contribution step about_ref message at".split()
        personal = "assignment channel by".split()
        keep = "as long as the contribution"
        erase = "stay"
