"""What a person wants to hear about when representatives are sought, and how often."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.core.rows import MunicipalRow
from representatives.registry.querysets import OfPersonQuerySet


class ChosenTopic(MunicipalRow):
    """A term of the catalogue that a person wants to hear about. To wish for news of an illness tells of health."""

    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="chosen_topics"
    )
    term = models.ForeignKey(
        "representatives.Term", on_delete=models.PROTECT, related_name="+", verbose_name=_("topic")
    )
    added_at = models.DateTimeField()

    objects: ClassVar[OfPersonQuerySet] = OfPersonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["representative", "term"], name="chosen_topic_once"),
        ]
        indexes = [models.Index(fields=["municipality", "term", "representative"])]

    class Privacy:
        neutral = "id public_id municipality added_at".split()
        special = "representative term".split()
        keep = "until the person takes it away; experience until consent to it is withdrawn"
        erase = "delete"


class Hearing(MunicipalRow):
    """How often a person hears about what they have chosen, and the link that ends it. No row: they hear nothing."""

    class How(models.TextChoices):
        AT_ONCE = "at_once", _("By e-mail as things come, at most one a day")
        WEEKLY = "weekly", _("By e-mail once a week, all in one")
        NEVER = "never", _("Never")

    representative = models.OneToOneField(
        "representatives.Representative", on_delete=models.CASCADE, related_name="hearing"
    )
    how = models.CharField(_("how often"), max_length=10, choices=How.choices, default=How.AT_ONCE)
    changed_at = models.DateTimeField()
    # The link, as an invitation's: made from the row and the key ring, kept as a hash.
    generation = models.PositiveSmallIntegerField(default=0)
    key_id = models.CharField(max_length=20, blank=True)
    token_hash = models.CharField(max_length=64, blank=True, db_index=True)

    objects: ClassVar[OfPersonQuerySet] = OfPersonQuerySet.as_manager()  # type: ignore[assignment]

    class Privacy:
        neutral = "id public_id municipality changed_at generation key_id token_hash".split()
        personal = "representative how".split()
        keep = "as long as the profile"
        erase = "delete"


# The less of two, when two profiles become one.
FEWEST_FIRST = (Hearing.How.NEVER, Hearing.How.WEEKLY, Hearing.How.AT_ONCE)
