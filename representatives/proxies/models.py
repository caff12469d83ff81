"""Somebody who answers for a person: a spouse, a support person, a daughter."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.core.privacy.fields import EncryptedTextField
from config.core.rows import MunicipalRow
from representatives.registry.querysets import OfPersonQuerySet


class Proxy(MunicipalRow):
    """Who answers for a person, since the person said so, until the person says otherwise. One at a time."""

    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="proxies"
    )
    name = models.CharField(_("name"), max_length=160)
    relation = models.CharField(_("who this is to the person"), max_length=80, blank=True)
    email = EncryptedTextField(_("e-mail"), blank=True, default="")
    phone = EncryptedTextField(_("phone"), blank=True, default="")
    # Invitations and reminders go to the proxy instead of the person.
    gets_mail = models.BooleanField(_("gets the letters"), default=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects: ClassVar[OfPersonQuerySet] = OfPersonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-started_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["representative"], condition=Q(ended_at=None), name="proxy_one_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="proxy_has_a_name"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
                name="proxy_ends_after_it_starts",
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality gets_mail started_at ended_at".split()
        personal = "representative name relation email phone recorded_by".split()
        keep = "as long as the profile; a year after it has ended"
        erase = "delete"
