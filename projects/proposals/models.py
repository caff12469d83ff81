"""Somebody's wish that something were better: three plain answers, and what the facilitator answered."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.rows import MunicipalRow, VisibleQuerySet


class ProposalQuerySet(VisibleQuerySet["Proposal"]):
    def _visible(self, scope: Any) -> "ProposalQuerySet":
        """The facilitator's, and whoever proposed it. Their words go no further before they are taken up."""
        staff = scope.reach(Permission.PROJECTS_WRITE, unit="project__unit", own=Q(pk=None))
        here = scope.municipalities(Permission.PROJECTS_PROPOSE)
        own = Q(proposed_by=scope.user.pk, municipality__in=here)
        mine = Q(
            representative__user=scope.user.pk, municipality__in=scope.municipalities(Permission.MY_PAGE)
        )
        return self.filter(staff | own | mine) if scope.user.pk else self.none()

    def waiting(self) -> "ProposalQuerySet":
        """Not answered yet, or written anew since."""
        return self.filter(answer=Proposal.Answer.WAITING)


class Proposal(MunicipalRow):
    """What was proposed, by whom, and what came of it. The project behind it is there from the first moment."""

    class Source(models.TextChoices):
        REPRESENTATIVE = "representative", _("A representative")
        PROFESSIONAL = "professional", _("A professional")
        BY_WORD = "by_word", _("Told the facilitator")

    class Answer(models.TextChoices):
        WAITING = "waiting", _("Waits for an answer")
        TAKEN_UP = "taken_up", _("Taken up")
        SHARPEN = "sharpen", _("To be made clearer")
        DECLINED = "declined", _("Not now")

    # From which answers the facilitator may still answer; the proposer may write anew from the same.
    OPEN: ClassVar[frozenset[str]] = frozenset({Answer.WAITING, Answer.SHARPEN})

    project = models.OneToOneField(
        "projects.Project", on_delete=models.CASCADE, related_name="proposal", verbose_name=_("project")
    )
    source = models.CharField(_("who proposed it"), max_length=20, choices=Source.choices)
    representative = models.ForeignKey(
        "representatives.Representative",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("representative"),
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    told_by = models.CharField(_("told by"), max_length=120, blank=True)
    title = models.CharField(_("in a few words"), max_length=140, blank=True)
    trouble = models.TextField(_("what is the trouble"), max_length=600, blank=True)
    for_whom = models.CharField(_("for whom"), max_length=300, blank=True)
    better = models.TextField(_("what would be better"), max_length=600, blank=True)
    knows_unit = models.BooleanField(_("said which service"), default=True)
    proposed_at = models.DateTimeField(_("proposed"))
    answer = models.CharField(_("answer"), max_length=20, choices=Answer.choices, default=Answer.WAITING)
    reason = models.TextField(_("what was answered"), max_length=600, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects: ClassVar[ProposalQuerySet] = ProposalQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("-proposed_at", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="waiting") | Q(answered_at__isnull=False), name="proposal_answer_has_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(source="representative") | Q(representative__isnull=False),
                name="proposal_of_a_representative_names_one",
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality project source knows_unit proposed_at answer answered_at".split()
        # Nobody is asked about illness, and some tell all the same.
        special = "representative title trouble for_whom better reason".split()
        personal = "proposed_by told_by answered_by".split()
        keep = "as long as the project; without the person's words after an erasure"
        erase = "blank"

    @property
    def is_open(self) -> bool:
        """Whether it may still be answered, or written anew."""
        return self.answer in self.OPEN
