"""The representative: who the person is, what they offer, and the life of the profile."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.core.folding import FoldedField
from config.core.privacy.fields import BlindIndexField, EncryptedTextField
from config.core.rows import MunicipalRow
from representatives.registry import querysets
from representatives.registry.querysets import STALE_AFTER_DAYS, OfPersonQuerySet, ProfileTermQuerySet

EXPERIENCE_KINDS = querysets.EXPERIENCE_KINDS
RepresentativeQuerySet = querysets.RepresentativeQuerySet
SEARCHED = ("given_name", "family_name", "organisation", "area")


class Representative(MunicipalRow):
    """A person in the network. No national identity number, no bank account, no diagnosis."""

    class State(models.TextChoices):
        APPLIED = "applied", _("Applied")
        IN_CONVERSATION = "in_conversation", _("In conversation")
        ACTIVE = "active", _("Active")
        RESTING = "resting", _("Resting")
        LEFT = "left", _("Left")

    # From which states each state may be entered.
    MOVES: ClassVar[dict[str, frozenset[str]]] = {
        State.IN_CONVERSATION: frozenset({State.APPLIED, State.LEFT}),
        State.ACTIVE: frozenset({State.APPLIED, State.IN_CONVERSATION, State.RESTING, State.LEFT}),
        State.RESTING: frozenset({State.ACTIVE, State.RESTING}),
        State.LEFT: frozenset({State.APPLIED, State.IN_CONVERSATION, State.ACTIVE, State.RESTING}),
    }

    class Channel(models.TextChoices):
        EMAIL = "email", _("E-mail")
        SMS = "sms", _("Text message")
        PHONE = "phone", _("Phone")
        LETTER = "letter", _("Letter")

    class Source(models.TextChoices):
        FACILITATOR = "facilitator", _("Registered by the facilitator with the person's word")
        IMPORTED = "imported", _("From the municipality's own list")
        SELF = "self", _("Registered by themselves")
        PAPER = "paper", _("On a paper form, typed in by the facilitator")

    class Mandate(models.TextChoices):
        OWN = "own", _("Own experience")
        NEXT_OF_KIN = "next_of_kin", _("Next of kin")
        BEREAVED = "bereaved", _("Bereaved")
        ORGANISATION = "organisation", _("On behalf of an organisation")

    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80, blank=True)
    email = EncryptedTextField(_("e-mail"), blank=True, default="")
    email_index = BlindIndexField(source="email", normalise=str.lower)
    phone = EncryptedTextField(_("phone"), blank=True, default="")
    phone_index = BlindIndexField(source="phone")
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    area = models.CharField(_("area"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=2, blank=True, choices=settings.LANGUAGES)
    channel = models.CharField(_("preferred channel"), max_length=10, choices=Channel, default=Channel.EMAIL)
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    mandate = models.CharField(_("mandate"), max_length=20, choices=Mandate.choices, blank=True)
    nominated_by = models.CharField(_("nominated by"), max_length=120, blank=True)
    availability = models.CharField(_("availability"), max_length=300, blank=True)
    available_until = models.DateField(_("available until"), null=True, blank=True)
    note = EncryptedTextField(_("note"), blank=True, default="")
    most_at_once = models.PositiveSmallIntegerField(_("most assignments at once"), null=True, blank=True)
    most_per_half_year = models.PositiveSmallIntegerField(
        _("most assignments in half a year"), null=True, blank=True
    )
    is_mediated = models.BooleanField(_("only through the facilitator"), default=False)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.APPLIED)
    resting_until = models.DateField(_("resting until"), null=True, blank=True)
    source = models.CharField(max_length=20, choices=Source.choices)
    confirmed_on = models.DateField(_("last confirmed"), null=True, blank=True)
    last_contact_on = models.DateField(_("last contact"), null=True, blank=True)
    created_at = models.DateTimeField()
    search_text = FoldedField(sources=SEARCHED)
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contact person"),
    )
    came_through = models.ForeignKey(
        "representatives.RecruitmentChannel",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("came through"),
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged_from"
    )
    erased_at = models.DateTimeField(null=True, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="representative",
    )

    objects: ClassVar[RepresentativeQuerySet] = RepresentativeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("family_name", "given_name", "id")
        indexes = [
            models.Index(fields=["municipality", "state"]),
            models.Index(fields=["municipality", "family_name"]),
            models.Index(fields=["municipality", "birth_year"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(given_name="") | Q(erased_at__isnull=False), name="representative_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None)
                | Q(
                    state="left",
                    given_name="",
                    family_name="",
                    email="",
                    phone="",
                    birth_year=None,
                    area="",
                    note="",
                    search_text="",
                    user=None,
                ),
                name="representative_erased_is_blank",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(state="left"), name="representative_merged_has_left"
            ),
            models.CheckConstraint(
                condition=Q(resting_until=None) | Q(state="resting"),
                name="representative_rests_until_only_when_resting",
            ),
            models.CheckConstraint(
                condition=Q(birth_year=None) | Q(birth_year__gte=1900, birth_year__lte=2100),
                name="representative_birth_year_is_a_year",
            ),
        ]

    class Privacy:
        neutral = (
            "id public_id municipality channel is_mediated state source created_at most_at_once most_per_half_year "
            "confirmed_on last_contact_on came_through merged_into erased_at"
        ).split()
        personal = (
            "given_name family_name search_text email email_index phone phone_index birth_year area language "
            "organisation mandate nominated_by availability available_until resting_until contact user"
        ).split()
        special = ("note",)
        keep = "until the person leaves, then as the municipality's policy says"
        erase = "blank"

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip() or gettext("An erased person")

    @property
    def speaks(self) -> str:
        """The language to write in: the person's own, or the municipality's."""
        return self.language or self.municipality.language

    @property
    def has_left(self) -> bool:
        return self.state == self.State.LEFT

    @property
    def rests_until_further_notice(self) -> bool:
        """At rest, and nobody has said for how long."""
        return self.state == self.State.RESTING and self.resting_until is None

    def is_stale(self, today: date) -> bool:
        """Whether nobody has confirmed the profile for a year."""
        return self.confirmed_on is None or (today - self.confirmed_on).days > STALE_AFTER_DAYS


class StateChange(MunicipalRow):
    """One step in the life of a profile: from, to, when, by whom and why."""

    representative = models.ForeignKey(Representative, on_delete=models.CASCADE, related_name="state_changes")
    from_state = models.CharField(max_length=20, choices=Representative.State.choices, blank=True)
    to_state = models.CharField(max_length=20, choices=Representative.State.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    objects: ClassVar[OfPersonQuerySet] = OfPersonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-at", "-id")

    class Privacy:
        neutral = "id public_id municipality from_state to_state at".split()
        personal = "representative by reason".split()
        keep = "as long as the profile"
        erase = "blank"


class Level(models.IntegerChoices):
    """How far a person has come with a skill or an experience."""

    NEW = 1, _("New")
    PREPARED = 2, _("Prepared")
    EXPERIENCED = 3, _("Experienced")
    MENTOR = 4, _("Mentor")


class Relation(models.TextChoices):
    """From where a person knows an experience area."""

    OWN = "own", _("Own experience")
    NEXT_OF_KIN = "next_of_kin", _("Next of kin")
    BEREAVED = "bereaved", _("Bereaved")
    ORGANISATION = "organisation", _("On behalf of an organisation")


class ProfileTerm(MunicipalRow):
    """A term on a profile, with its level; for lived experience also from where the person knows it."""

    representative = models.ForeignKey(Representative, on_delete=models.CASCADE, related_name="terms")
    term = models.ForeignKey("representatives.Term", on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(max_length=20, choices=Relation.choices, blank=True)
    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.NEW)
    added_at = models.DateTimeField()

    objects: ClassVar[ProfileTermQuerySet] = ProfileTermQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            models.Index(fields=["term", "representative", "level"]),
            # Who in one municipality knows a term; whole networks are put in order by this index alone.
            models.Index(fields=["municipality", "term", "representative", "level", "relation"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["representative", "term", "relation"], name="profile_term_once"),
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=4), name="profile_term_level_is_known"
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality added_at".split()
        special = "representative term relation level".split()
        keep = "until consent to lived experience is withdrawn"
        erase = "delete"


class NoGo(MunicipalRow):
    """What the person does not want: a unit, a topic, or somebody of the service, who is never told of it."""

    representative = models.ForeignKey(Representative, on_delete=models.CASCADE, related_name="no_gos")
    unit = models.ForeignKey("core.Unit", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    term = models.ForeignKey(
        "representatives.Term", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField()

    objects: ClassVar[OfPersonQuerySet] = OfPersonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, term=None, person=None)
                | Q(unit=None, term__isnull=False, person=None)
                | Q(unit=None, term=None, person__isnull=False),
                name="no_go_is_a_unit_a_topic_or_a_person",
            )
        ]

    class Privacy:
        neutral = "id public_id municipality added_at".split()
        special = "representative unit term person".split()
        keep = "as long as the profile"
        erase = "delete"

    @property
    def wanted(self) -> str:
        """What is not wanted, by name."""
        if self.person:
            return self.person.get_full_name()
        return self.unit.name if self.unit else self.term.name if self.term else ""
