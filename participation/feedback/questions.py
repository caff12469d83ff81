"""What is asked: the municipality's own questions, and questionnaires of others that projects may use."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.rows import MunicipalRow, VisibleQuerySet

MOST_QUESTIONS = 5


class Side(models.TextChoices):
    REPRESENTATIVE = "representative", _("Representatives")
    PROFESSIONAL = "professional", _("Professionals")


class PulseKind(models.TextChoices):
    AFTER_MEETING = "after_meeting", _("After a meeting")
    DELAYED = "delayed", _("Some months later")


class FeedbackQuestionQuerySet(VisibleQuerySet["FeedbackQuestion"]):
    def _visible(self, scope: Any) -> "FeedbackQuestionQuerySet":
        return self.filter(municipality__in=scope.municipalities(Permission.MEETINGS_WRITE))


class FeedbackQuestion(MunicipalRow):
    """One of the municipality's own questions. Without a row for a kind and a side, those of `wording` hold."""

    kind = models.CharField(max_length=20, choices=PulseKind.choices)
    side = models.CharField(max_length=20, choices=Side.choices)
    position = models.PositiveSmallIntegerField()
    text_nb = models.CharField(_("in bokmål"), max_length=200)
    text_nn = models.CharField(_("in nynorsk"), max_length=200)
    text_en = models.CharField(_("in English"), max_length=200)

    objects: ClassVar[FeedbackQuestionQuerySet] = FeedbackQuestionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("kind", "side", "position")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "kind", "side", "position"], name="feedback_question_once_per_place"
            ),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=MOST_QUESTIONS),
                name="feedback_question_is_one_of_five",
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality kind side position text_nb text_nn text_en".split()
        keep = "as long as the municipality uses Medvirk"


class QuestionnaireQuerySet(VisibleQuerySet["Questionnaire"]):
    def _visible(self, scope: Any) -> "QuestionnaireQuerySet":
        return self.filter(municipality__in=scope.municipalities(Permission.MEETINGS_WRITE))

    def in_use(self) -> "QuestionnaireQuerySet":
        return self.filter(retired_at=None)


class Questionnaire(MunicipalRow):
    """A questionnaire of others that the municipality may use: imported from its own file, with the licence."""

    title = models.CharField(_("title"), max_length=140)
    source = models.CharField(_("source"), max_length=300)
    licence = models.TextField(_("licence"), max_length=4000)
    # Questions as a pulse has them: key, side, text and steps, each text by language.
    items = models.JSONField()
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    imported_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[QuestionnaireQuerySet] = QuestionnaireQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("title", "id")
        constraints = [
            models.CheckConstraint(condition=~Q(licence=""), name="questionnaire_has_a_licence"),
            models.UniqueConstraint(
                fields=["municipality", "title"],
                condition=Q(retired_at=None),
                name="questionnaire_title_once_in_use",
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality title source licence items imported_at retired_at".split()
        personal = ("imported_by",)
        keep = "as long as the municipality uses Medvirk"


class QuestionnaireUseQuerySet(VisibleQuerySet["QuestionnaireUse"]):
    def _visible(self, scope: Any) -> "QuestionnaireUseQuerySet":
        nobody = Q(pk__in=[])
        return self.filter(scope.reach(Permission.MEETINGS_WRITE, unit="project__unit", own=nobody))


class QuestionnaireUse(MunicipalRow):
    """The project whose meetings are asked about with a questionnaire, instead of the own questions."""

    project = models.OneToOneField(
        "projects.Project", on_delete=models.CASCADE, related_name="questionnaire_use"
    )
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="uses")

    objects: ClassVar[QuestionnaireUseQuerySet] = QuestionnaireUseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("id",)

    class Privacy:
        neutral = "id public_id municipality project questionnaire".split()
        keep = "as long as the project"
