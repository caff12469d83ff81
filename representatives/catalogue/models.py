"""Terms with which people and needs are described: coarse on purpose, never a diagnosis."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from config.core.rows import PublicIdField, VisibleQuerySet


class TermQuerySet(VisibleQuerySet["Term"]):
    def _visible(self, scope: Any) -> "TermQuerySet":
        """The shared catalogue, and the own terms of the person's municipalities."""
        return self.filter(Q(municipality=None) | Q(municipality__in=scope.municipalities()))

    def known_in(self, municipality: Any) -> "TermQuerySet":
        """Every term that a municipality has or had: the shared ones and its own, whatever their state."""
        return self.filter(Q(municipality=None) | Q(municipality=municipality))

    def offered_in(self, municipality: Any) -> "TermQuerySet":
        """Terms in use that a municipality may choose: the shared ones and its own."""
        return self.known_in(municipality).filter(state=Term.State.ACTIVE)


class Term(models.Model):
    """One word for one thing, in three languages. Shared by all, or a municipality's own."""

    class Kind(models.TextChoices):
        PERSPECTIVE = "perspective", _("Perspective")
        EXPERIENCE = "experience", _("Experience area")
        SERVICE = "service", _("Service area")
        ROLE = "role", _("Role")
        SKILL = "skill", _("Skill")
        PRACTICAL = "practical", _("Practical term")

    class State(models.TextChoices):
        ACTIVE = "active", _("In use")
        RETIRED = "retired", _("Retired")
        MERGED = "merged", _("Merged into another")

    public_id = PublicIdField()
    municipality = models.ForeignKey(
        "core.Municipality", on_delete=models.PROTECT, null=True, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    key = models.SlugField(max_length=60)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    name_nb = models.CharField(max_length=120)
    name_nn = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=20, choices=State.choices, default=State.ACTIVE)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)

    objects: ClassVar[TermQuerySet] = TermQuerySet.as_manager()  # type: ignore[assignment]  # manager of queryset

    class Meta:
        ordering = ("kind", "order", "name_nb")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"], condition=Q(municipality=None), name="term_shared_key_is_unique"
            ),
            models.UniqueConstraint(
                fields=["municipality", "kind", "key"],
                condition=Q(municipality__isnull=False),
                name="term_own_key_is_unique",
            ),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into=None)),
                name="term_says_what_it_is_merged_into",
            ),
        ]

    class Privacy:
        neutral = (
            "id public_id municipality kind key parent name_nb name_nn name_en order state merged_into version"
        ).split()

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        language = (get_language() or "nb")[:2]
        return {"nn": self.name_nn, "en": self.name_en}.get(language, self.name_nb)

    @property
    def names(self) -> tuple[str, str, str]:
        """Bokmål, nynorsk and English."""
        return (self.name_nb, self.name_nn, self.name_en)

    @property
    def is_own(self) -> bool:
        """Whether it is a municipality's own, and not the same everywhere."""
        return self.municipality_id is not None

    @property
    def is_active(self) -> bool:
        return self.state == self.State.ACTIVE


class Synonym(models.Model):
    """Another word that leads to a term: shipped with the catalogue, or learnt when a person confirmed a mapping."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="synonyms")
    municipality = models.ForeignKey(
        "core.Municipality", on_delete=models.PROTECT, null=True, related_name="+"
    )
    text = models.CharField(max_length=200)
    # As `words.normalise` leaves it, so that one synonym is learnt once.
    normal = models.CharField(max_length=200)

    class Meta:
        ordering = ("text",)
        constraints = [
            models.UniqueConstraint(
                fields=["term", "normal"], condition=Q(municipality=None), name="synonym_once_shared"
            ),
            models.UniqueConstraint(
                fields=["municipality", "term", "normal"],
                condition=Q(municipality__isnull=False),
                name="synonym_once_per_municipality",
            ),
        ]

    class Privacy:
        neutral = "id term municipality text normal".split()

    def __str__(self) -> str:
        return f"Synonym {self.pk}"

    @property
    def public_id(self) -> str:
        """What the access log calls it: by its term, for a word has no page of its own."""
        return str(self.term.public_id)


class TermChange(models.Model):
    """What happened to a term, and what it was called before: nothing of the catalogue is ever lost."""

    class Kind(models.TextChoices):
        ADDED = "added", _("Added")
        RENAMED = "renamed", _("Given other names")
        MOVED = "moved", _("Put under another term")
        RETIRED = "retired", _("Taken out of use")
        RESTORED = "restored", _("Taken into use again")
        MERGED = "merged", _("Merged into another")
        SYNONYM_ADDED = "synonym_added", _("Given another word")
        SYNONYM_REMOVED = "synonym_removed", _("A word taken away")

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="changes")
    municipality = models.ForeignKey(
        "core.Municipality", on_delete=models.PROTECT, null=True, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    version = models.PositiveSmallIntegerField()
    # The names that held until this change.
    name_nb = models.CharField(max_length=120, blank=True)
    name_nn = models.CharField(max_length=120, blank=True)
    name_en = models.CharField(max_length=120, blank=True)
    # The word that was added or taken away, or the name of the other term that a move or a merge is about.
    word = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("-at", "-id")

    class Privacy:
        neutral = "id term municipality kind version name_nb name_nn name_en word at".split()
        personal = ("by",)
        keep = "as long as the catalogue"

    def __str__(self) -> str:
        return f"TermChange {self.pk}"
