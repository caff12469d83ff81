"""A person's own calendar: two secret links, one that opens pages with the coming meetings, and one that is the feed.

The feed is given to calendar programs, which keep addresses where others may see them; so it opens nothing but itself.
"""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q

from config.core.privacy import links
from config.core.rows import MunicipalRow, VisibleQuerySet

PAGES, FEED = "calendar-pages", "calendar-feed"


class CalendarQuerySet(VisibleQuerySet["Calendar"]):
    def _visible(self, scope: Any) -> "CalendarQuerySet":
        """One's own, and nobody else's: the links are secrets."""
        if not scope.user.is_authenticated:
            return self.none()
        return self.filter(Q(user=scope.user) | Q(representative__user=scope.user))


class Calendar(MunicipalRow):
    """Of a representative, or of somebody with an account; in one municipality. Links as in `core.privacy.links`."""

    representative = models.OneToOneField(
        "representatives.Representative", on_delete=models.CASCADE, null=True, related_name="calendar"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="calendars"
    )
    generation = models.PositiveSmallIntegerField(default=0)
    key_id = models.CharField(max_length=20)
    token_hash = models.CharField(max_length=64, unique=True)
    feed_hash = models.CharField(max_length=64, unique=True)

    objects: ClassVar[CalendarQuerySet] = CalendarQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "user"], condition=Q(user__isnull=False), name="calendar_one_each"
            ),
            models.CheckConstraint(
                condition=Q(representative=None, user__isnull=False)
                | Q(representative__isnull=False, user=None),
                name="calendar_belongs_to_one",
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality generation key_id token_hash feed_hash".split()
        personal = ("representative", "user")
        keep = "as long as the profile"
        erase = "delete"

    @property
    def token(self) -> str:
        return links.make(PAGES, self)

    @property
    def feed_token(self) -> str:
        return links.make(FEED, self)

    @property
    def address(self) -> str:
        """The whole address of the person's coming meetings."""
        return links.address("coming_open", self.token)

    @property
    def feed_address(self) -> str:
        """The whole address that a calendar program is given."""
        return links.address("calendar_feed", self.feed_token)


def of_person(person: Any) -> Calendar:
    """The calendar of a representative, made where there is none."""
    return found_of(person) or _make(municipality_id=person.municipality_id, representative=person)


def found_of(person: Any) -> Calendar | None:
    """The calendar of a representative, if there is one."""
    return Calendar.objects.filter(representative=person).first()


def of_user(user: Any, municipality: Any) -> Calendar | None:
    """The calendar that somebody with an account has here."""
    return Calendar.objects.of(municipality).filter(user=user).first()


@transaction.atomic
def open_or_renew(*, municipality: Any, user: Any = None, representative: Any = None) -> Calendar:
    """The calendar with new links; the old ones stop working. Made where there is none."""
    owner = {"user": user, "representative": representative}
    rows = Calendar.objects.select_for_update(of=("self",)).of(municipality)
    held = rows.filter(**owner).first()
    if held is None:
        return _make(municipality_id=municipality.pk, **owner)
    _renew(held)
    held.save(update_fields=["generation", "key_id", "token_hash", "feed_hash"])
    return held


def find(token: str) -> Calendar | None:
    """The calendar of a representative whose pages a token opens."""
    rows = Calendar.objects.select_related("municipality", "representative__municipality")
    return rows.filter(token_hash=links.hash_of(token), representative__isnull=False).first()


def find_feed(token: str) -> Calendar | None:
    """The calendar of which a token is the feed."""
    rows = Calendar.objects.select_related("municipality", "representative__municipality", "user")
    return rows.filter(feed_hash=links.hash_of(token)).first()


def _make(**fields: Any) -> Calendar:
    held = Calendar(**fields)
    _renew(held)
    # Two who come at once get the same one.
    Calendar.objects.bulk_create([held], ignore_conflicts=True)
    owner = {name: fields[name] for name in ("user", "representative") if fields.get(name)}
    return Calendar.objects.get(municipality_id=fields["municipality_id"], **owner)


def _renew(held: Calendar) -> None:
    links.renew(PAGES, held)
    held.feed_hash = links.hash_of(links.make(FEED, held))
