"""The shapes of what is typed about a person, and of a search."""

from typing import Any

import phonenumbers
from django import forms
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator, validate_email
from django.utils.translation import gettext_lazy as _

from config.core.accounts.models import User, canonical_email
from representatives.catalogue.fields import LookupForm, TermChoice
from representatives.catalogue.models import Term
from representatives.registry import narrowing
from representatives.registry.models import Level, Representative
from representatives.registry.queries import (
    BY_AGE,
    BY_CONTACT,
    BY_NAME,
    LACKS_CONFIRMATION,
    LACKS_CONSENT,
    Search,
    channels,
    contacts,
)

# The same on the page and in the API: what the database takes, and what makes sense.
BOUNDS = {"birth_year": (1900, 2100), "most_at_once": (0, 99), "most_per_half_year": (0, 99)}
LONGEST_NOTE = 2000
SKILL_KINDS = ("skill", "role", "practical")


class SearchForm(forms.Form):
    """Search and filters of the registry list."""

    text = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=100,
        help_text=_("Name, organisation, area, e-mail or phone"),
    )
    experience = forms.ModelChoiceField(
        Term.objects.none(),
        label=_("Experience"),
        required=False,
        empty_label=_("All"),
        to_field_name="public_id",
    )
    skill = forms.ModelChoiceField(
        Term.objects.none(), label=_("Skill"), required=False, empty_label=_("All"), to_field_name="public_id"
    )
    area = forms.ChoiceField(label=_("Area"), required=False)
    mandate = forms.ChoiceField(
        label=_("Mandate"), required=False, choices=[("", _("All")), *Representative.Mandate.choices]
    )
    contact = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Contact person"),
        required=False,
        empty_label=_("All"),
        to_field_name="public_id",
    )
    channel = forms.ChoiceField(label=_("Came through"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All but those who have left")), *Representative.State.choices],
    )
    lacks = forms.ChoiceField(
        label=_("Missing"),
        required=False,
        choices=[
            ("", _("Show all")),
            (LACKS_CONSENT, _("Without consent")),
            (LACKS_CONFIRMATION, _("Not confirmed for a year")),
        ],
    )
    group = forms.ChoiceField(label=_("How they are asked"), required=False)
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            (BY_NAME, _("By name")),
            (BY_CONTACT, _("Longest since last contact")),
            (BY_AGE, _("Newest first")),
        ],
    )

    def __init__(self, *args: Any, municipality: Any, areas: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Term.objects.offered_in(municipality)
        self.fields["experience"].queryset = offered.filter(kind__in=["experience", "service"])  # type: ignore[attr-defined]  # ModelChoiceField
        self.fields["skill"].queryset = offered.filter(kind="skill")  # type: ignore[attr-defined]  # ModelChoiceField
        self.fields["area"].choices = [("", _("All")), *((area, area) for area in areas)]  # type: ignore[attr-defined]  # ChoiceField
        self.fields["channel"].choices = [("", _("All")), *channels(municipality)]  # type: ignore[attr-defined]  # ChoiceField
        groups = [(group.key, group.label) for group in narrowing.registered()]
        self.fields["group"].choices = [("", _("All")), *groups]  # type: ignore[attr-defined]  # ChoiceField
        choose_contact(self.fields["contact"], municipality)
        for name in ("experience", "skill"):
            self.fields[name].label_from_instance = lambda term: term.name  # type: ignore[attr-defined]  # ModelChoiceField

    def search(self) -> Search:
        """What was asked for; an unreadable part narrows nothing."""
        self.is_valid()
        return Search(**{name: value for name, value in self.cleaned_data.items() if value})


class ContactField(forms.ModelChoiceField):  # type: ignore[type-arg]  # of users
    """A facilitator of the municipality, by name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["to_field_name"] = "public_id"
        super().__init__(*args, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A row that is edited holds the number of the account; addresses and forms hold its public id."""
        if isinstance(value, int):
            return User.objects.filter(pk=value).values_list("public_id", flat=True).first()
        return super().prepare_value(value)


def choose_contact(field: Any, municipality: Any) -> None:
    """Offers the facilitators of a municipality by name."""
    field.queryset = contacts(municipality)
    field.label_from_instance = lambda user: user.get_full_name() or user.email


class ProfileForm(forms.ModelForm[Representative]):
    """A person's profile as the facilitator types it."""

    class Meta:
        model = Representative
        fields = (
            "given_name",
            "family_name",
            "email",
            "phone",
            "channel",
            "language",
            "birth_year",
            "area",
            "mandate",
            "organisation",
            "nominated_by",
            "availability",
            "available_until",
            "most_at_once",
            "most_per_half_year",
            "is_mediated",
            "contact",
            "note",
        )
        field_classes = {"contact": ContactField}
        labels = {"contact": _("Contact person")}
        widgets = {"email": forms.EmailInput, "phone": forms.TextInput, "note": forms.Textarea}
        help_texts = {
            "language": _("Empty means the municipality's language."),
            "mandate": _("On whose behalf the person speaks."),
            "nominated_by": _("The organisation or council that put the person forward, if any."),
            "available_until": _("Empty means for as long as the person wants."),
            "contact": _("The facilitator who knows the person. Empty means you."),
            "is_mediated": _("Projects never contact the person themselves."),
            "note": _(
                "Practical things only. Nothing about health: experience is kept as terms, under consent."
            ),
            "most_at_once": _("The person's own limit. It is always kept."),
            "most_per_half_year": _("The person's own limit. It is always kept."),
        }

    def __init__(self, *args: Any, municipality: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_contact(self.fields["contact"], municipality)
        if self.instance.pk:
            self.fields["contact"].help_text = _("The facilitator who knows the person.")
        for name, (least, most) in BOUNDS.items():
            self.fields[name].validators += [MinValueValidator(least), MaxValueValidator(most)]
        self.fields["note"].validators.append(MaxLengthValidator(LONGEST_NOTE))

    def clean_email(self) -> str:
        email = canonical_email(self.cleaned_data["email"])
        if email:
            validate_email(email)
        return email

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])


def clean_phone(text: str) -> str:
    """A phone number in international form; refuses what cannot be one."""
    if not text.strip():
        return ""
    try:
        number = phonenumbers.parse(text, "NO")
    except phonenumbers.NumberParseException as error:
        raise forms.ValidationError(_("This does not look like a phone number.")) from error
    if not phonenumbers.is_possible_number(number):
        raise forms.ValidationError(_("This does not look like a phone number."))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


class MoveForm(forms.Form):
    """A step in the life of a profile."""

    to = forms.ChoiceField(
        label=_("New state"), choices=Representative.State.choices, widget=forms.RadioSelect
    )
    until = forms.DateField(
        label=_("Resting until"),
        required=False,
        help_text=_("Only for a rest. The person is active again on the day after."),
    )
    until_further_notice = forms.BooleanField(
        label=_("Resting until further notice"),
        required=False,
        help_text=_("Only for a rest without an end."),
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A few words. The person may read it. Nothing about health."),
    )
    thanks = forms.BooleanField(
        label=_("Send a thank-you"),
        required=False,
        initial=True,
        help_text=_(
            "Only to one who leaves: thanks, what we keep, and that the person may come back. We cannot know that "
            "somebody has died: then take the tick away, and no letter is sent."
        ),
    )

    def __init__(self, *args: Any, representative: Representative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = [to for to, froms in Representative.MOVES.items() if representative.state in froms]
        self.fields["to"].choices = [(to, Representative.State(to).label) for to in allowed]  # type: ignore[attr-defined]  # ChoiceField
        if representative.has_left or not representative.email:
            del self.fields["thanks"]

    def clean(self) -> dict[str, Any]:
        """A rest has an end, or is said to have none."""
        step = super().clean() or {}
        open_ended = step.pop("until_further_notice", False)
        if step.get("to") == Representative.State.RESTING and "until" not in self.errors:
            sentence = rest_is_unclear(step.get("until"), open_ended=open_ended)
            if sentence:
                self.add_error("until", sentence)
        return step


def rest_is_unclear(until: Any, *, open_ended: bool) -> str:
    """What is unclear about a rest: neither an end nor "until further notice", or both. Empty when nothing is."""
    if until and open_ended:
        return str(_("Choose a day or “until further notice”, not both."))
    if not until and not open_ended:
        return str(_("Say until when the person rests, or that it is until further notice."))
    return ""


class SkillForm(LookupForm):
    """A skill with its level."""

    term = TermChoice(label=_("Skill"))
    level = forms.TypedChoiceField(label=_("Level"), choices=Level.choices, coerce=int, initial=Level.NEW)

    def __init__(self, *args: Any, municipality: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["term"].offer(municipality, SKILL_KINDS)  # type: ignore[attr-defined]  # TermChoice
