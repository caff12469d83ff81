"""Municipality, unit tree, and membership with a role."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from config.core.rows import MunicipalRow, PublicIdField, VisibleQuerySet

# First parts of addresses that are not municipalities.
RESERVED_SLUGS = frozenset(
    {
        "accounts",
        "answer",
        "api",
        "call",
        "components",
        "declaration",
        "demo",
        "health",
        "help",
        "join",
        "language",
        "me",
        "metrics",
        "static",
        "still-right",
        "stop-hearing",
        "svar",
    }
)


class Role(models.TextChoices):
    """The six roles of the product; what each may do is in `core.access`."""

    FACILITATOR = "facilitator", _("Facilitator")
    REPRESENTATIVE = "representative", _("Representative")
    PROFESSIONAL = "professional", _("Health professional")
    UNIT_MANAGER = "unit_manager", _("Unit manager")
    SENIOR_MANAGER = "senior_manager", _("Senior manager")
    ADMINISTRATOR = "administrator", _("Administrator")


STAFF_ROLES = frozenset(Role) - {Role.REPRESENTATIVE}


class Municipality(models.Model):
    """One municipality on this installation. Its slug is the first part of every address of its pages."""

    public_id = PublicIdField()
    slug = models.SlugField(max_length=40, unique=True, validators=[RegexValidator(r"^[a-z][a-z0-9-]+$")])
    name = models.CharField(max_length=100)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="nb")
    facilitator_phone = models.CharField(max_length=20, blank=True)
    facilitator_email = models.EmailField(blank=True)
    # Whom letters come from, as it stands beside the address; the municipality's name where it is empty.
    sender_name = models.CharField(max_length=80, blank=True)
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(slug__in=sorted(RESERVED_SLUGS)), name="municipality_slug_is_not_reserved"
            )
        ]

    class Privacy:
        neutral = (
            "id public_id slug name language facilitator_phone facilitator_email sender_name is_demonstration "
            "created_at"
        ).split()

    def __str__(self) -> str:
        return self.slug


class UnitQuerySet(VisibleQuerySet["Unit"]):
    def _visible(self, scope: Any) -> "UnitQuerySet":
        return self.filter(municipality__in=scope.municipalities())

    def reached_by(self, user: Any, permission: Any) -> "UnitQuerySet":
        """Units where a person's permission reaches as staff: all of a municipality's, or some and those below."""
        from config.core.access import scope

        nobody = models.Q(pk__in=[])
        return self.filter(scope.of(user).reach(permission, unit="pk", own=nobody))


class Unit(MunicipalRow):
    """A service or department; units form a tree."""

    name = models.CharField(max_length=120)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UnitQuerySet] = UnitQuerySet.as_manager()  # type: ignore[assignment]  # manager made of queryset

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"], name="unit_name_is_unique_in_municipality"
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="unit_is_not_its_own_parent"
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality name parent is_active".split()


class MembershipQuerySet(VisibleQuerySet["Membership"]):
    def _visible(self, scope: Any) -> "MembershipQuerySet":
        from config.core.access.permissions import Permission

        return self.filter(municipality__in=scope.municipalities(Permission.MEMBERS_MANAGE))

    def current(self) -> "MembershipQuerySet":
        """Memberships that have not ended."""
        return self.filter(ended_at=None)

    def of_staff(self) -> "MembershipQuerySet":
        """Without representatives: that somebody is one is the facilitator's to know, not the administrator's."""
        return self.exclude(role=Role.REPRESENTATIVE)


class Membership(MunicipalRow):
    """A person's role in a municipality, or in one unit of it and the units below."""

    user = models.ForeignKey("core.User", on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[MembershipQuerySet] = MembershipQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "municipality", "role"],
                condition=models.Q(ended_at=None, unit=None),
                name="membership_once_per_role",
            ),
            models.UniqueConstraint(
                fields=["user", "municipality", "role", "unit"],
                condition=models.Q(ended_at=None),
                name="membership_once_per_role_and_unit",
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role_is_known"),
        ]

    class Privacy:
        neutral = "id public_id municipality role unit started_at ended_at".split()
        personal = ("user",)
        keep = "until the account is erased"


class MunicipalLookQuerySet(VisibleQuerySet["MunicipalLook"]):
    def _visible(self, scope: Any) -> "MunicipalLookQuerySet":
        from config.core.access.permissions import Permission

        return self.filter(municipality__in=scope.municipalities(Permission.SETTINGS_MANAGE))


class MunicipalLook(MunicipalRow):
    """How documents of the municipality look: the name on them, one colour, and the coat of arms as PNG."""

    name = models.CharField(_("name on documents"), max_length=80, blank=True)
    accent = models.CharField(_("colour"), max_length=7, default="#0062ba")
    # Read and written anew when it was handed in; empty where there is none.
    arms = models.BinaryField(_("coat of arms"), blank=True, default=b"")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("core.User", on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[MunicipalLookQuerySet] = MunicipalLookQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality"], name="look_once_per_municipality"),
            models.CheckConstraint(condition=models.Q(accent__startswith="#"), name="look_has_a_colour"),
        ]

    class Privacy:
        neutral = "id public_id municipality name accent arms changed_at".split()
        personal = ("changed_by",)
        keep = "as long as the municipality uses Medvirk"
