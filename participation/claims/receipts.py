"""Receipts: files that stand behind what somebody paid. Sealed in the database, under a name of our own."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.privacy.fields import EncryptedTextField
from config.core.rows import MunicipalRow, VisibleQuerySet


class ReceiptQuerySet(VisibleQuerySet["Receipt"]):
    def _visible(self, scope: Any) -> "ReceiptQuerySet":
        """The facilitator's, and the person's own."""
        own = Q(
            municipality__in=scope.municipalities(Permission.MY_PAGE),
            claim__attendance__assignment__representative__user=scope.user.pk,
        )
        return self.filter(Q(municipality__in=scope.whole(Permission.CLAIMS_READ)) | own)

    def without_files(self) -> "ReceiptQuerySet":
        """What they are, without what is in them."""
        return self.defer("content").order_by("id")


class Receipt(MunicipalRow):
    """One file with a claim. `name` is what the person called it, and is shown, never a path."""

    class Kind(models.TextChoices):
        PDF = "application/pdf", "PDF"
        JPEG = "image/jpeg", "JPEG"
        PNG = "image/png", "PNG"

    claim = models.ForeignKey("participation.Claim", on_delete=models.CASCADE, related_name="receipts")
    name = models.CharField(_("file"), max_length=120)
    kind = models.CharField(_("kind of file"), max_length=20, choices=Kind.choices)
    size = models.PositiveIntegerField(_("size in bytes"))
    content = EncryptedTextField(_("the file itself"))
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("core.User", on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[ReceiptQuerySet] = ReceiptQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["application/pdf", "image/jpeg", "image/png"], size__gt=0),
                name="receipt_is_a_picture_or_a_document",
            )
        ]

    class Privacy:
        neutral = "id public_id municipality claim kind size added_at".split()
        personal = "name content added_by".split()
        keep = "five years (bookkeeping)"
        erase = "delete"

    @property
    def file_name(self) -> str:
        """The name that it leaves by: our own, with the ending of what is in it."""
        return f"{self.public_id}.{ENDINGS[self.kind]}"


ENDINGS: dict[str, str] = {Receipt.Kind.PDF: "pdf", Receipt.Kind.JPEG: "jpg", Receipt.Kind.PNG: "png"}
