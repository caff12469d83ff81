"""A municipality's own words in a kind of letter, in one language: every version is a row, the newest holds."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from config.core.rows import MunicipalRow, VisibleQuerySet

LONGEST = 1000
LONGEST_SIGNATURE = 300


class LetterTextQuerySet(VisibleQuerySet["LetterText"]):
    def _visible(self, scope: Any) -> "LetterTextQuerySet":
        from config.core.access.permissions import Permission

        return self.filter(municipality__in=scope.municipalities(Permission.LETTERS_WRITE))

    def in_force(self) -> "LetterTextQuerySet":
        """The newest version of each letter and language."""
        newer = LetterText.objects.filter(
            municipality=models.OuterRef("municipality"),
            kind=models.OuterRef("kind"),
            language=models.OuterRef("language"),
            number__gt=models.OuterRef("number"),
        )
        return self.filter(~models.Exists(newer))


class LetterText(MunicipalRow):
    """One version of own words. An empty part means that the product's words stand there."""

    kind = models.CharField(max_length=60)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    number = models.PositiveSmallIntegerField()
    opening = models.TextField(_("opening"), blank=True, max_length=LONGEST)
    closing = models.TextField(_("closing"), blank=True, max_length=LONGEST)
    signature = models.TextField(_("signature"), blank=True, max_length=LONGEST_SIGNATURE)
    # The version that was taken back into use, where this one is such a copy.
    restored = models.PositiveSmallIntegerField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[LetterTextQuerySet] = LetterTextQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("kind", "language", "-number")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "kind", "language", "number"], name="letter_text_one_of_each_number"
            )
        ]

    class Privacy:
        neutral = (
            "id public_id municipality kind language number opening closing signature restored at"
        ).split()
        personal = ("by",)
        keep = "as long as the municipality uses Medvirk"

    @property
    def is_empty(self) -> bool:
        """Whether the product's words stand everywhere."""
        return not (self.opening or self.closing or self.signature)
