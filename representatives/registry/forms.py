"""The shapes of what is typed about a person, and of a search."""

from typing import Any

import phonenumbers
from django import forms
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator, validate_email
from django.utils.translation import gettext_lazy as _

from config.core.accounts.models import canonical_email
from config.core.organisations.forms import choose_unit
from config.core.organisations.models import Unit
from representatives.catalogue.models import Term
from representatives.registry.models import Level, Representative
from representatives.registry.queries import LACKS_CONFIRMATION, LACKS_CONSENT, Search

# The same on the page and in the API: what the database takes, and what makes sense.
BOUNDS = {"birth_year": (1900, 2100), "most_at_once": (0, 99), "most_per_half_year": (0, 99)}
LONGEST_NOTE = 2000


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

    def __init__(self, *args: Any, municipality: Any, areas: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Term.objects.offered_in(municipality)
        self.fields["experience"].queryset = offered.filter(kind__in=["experience", "service"])  # type: ignore[attr-defined]  # ModelChoiceField
        self.fields["skill"].queryset = offered.filter(kind="skill")  # type: ignore[attr-defined]  # ModelChoiceField
        self.fields["area"].choices = [("", _("All")), *((area, area) for area in areas)]  # type: ignore[attr-defined]  # ChoiceField
        for name in ("experience", "skill"):
            self.fields[name].label_from_instance = lambda term: term.name  # type: ignore[attr-defined]  # ModelChoiceField

    def search(self) -> Search:
        """What was asked for; an unreadable part narrows nothing."""
        self.is_valid()
        return Search(**{name: value for name, value in self.cleaned_data.items() if value})


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
            "organisation",
            "availability",
            "most_at_once",
            "most_per_half_year",
            "is_mediated",
            "note",
        )
        widgets = {"email": forms.EmailInput, "phone": forms.TextInput, "note": forms.Textarea}
        help_texts = {
            "language": _("Empty means the municipality's language."),
            "is_mediated": _("Projects never contact the person themselves."),
            "note": _(
                "Practical things only. Nothing about health: experience is kept as terms, under consent."
            ),
            "most_at_once": _("The person's own limit. It is always kept."),
            "most_per_half_year": _("The person's own limit. It is always kept."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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
        label=_("Resting until"), required=False, help_text=_("Only for a rest. May be left empty.")
    )
    reason = forms.CharField(label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, representative: Representative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = [to for to, froms in Representative.MOVES.items() if representative.state in froms]
        self.fields["to"].choices = [(to, Representative.State(to).label) for to in allowed]  # type: ignore[attr-defined]  # ChoiceField


class NoGoForm(forms.Form):
    """What the person does not want: a unit, or a topic."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("A unit"),
        required=False,
        to_field_name="public_id",
        empty_label=_("No unit"),
    )
    term = forms.ModelChoiceField(
        Term.objects.none(),
        label=_("A topic"),
        required=False,
        to_field_name="public_id",
        empty_label=_("No topic"),
    )

    def __init__(self, *args: Any, municipality: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_unit(self.fields["unit"], municipality)
        topics = Term.objects.offered_in(municipality).filter(kind__in=["experience", "service"])
        self.fields["term"].queryset = topics  # type: ignore[attr-defined]  # ModelChoiceField
        self.fields["term"].label_from_instance = lambda term: term.name  # type: ignore[attr-defined]  # as above

    def clean(self) -> dict[str, Any]:
        """One of the two: a no-go to a unit and one to a topic are two things."""
        chosen = super().clean() or {}
        if bool(chosen.get("unit")) == bool(chosen.get("term")) and not self.errors:
            raise forms.ValidationError(_("Choose a unit or a topic."))
        return chosen


class SkillForm(forms.Form):
    """A skill with its level."""

    term = forms.ModelChoiceField(Term.objects.none(), label=_("Skill"), to_field_name="public_id")
    level = forms.TypedChoiceField(label=_("Level"), choices=Level.choices, coerce=int, initial=Level.NEW)

    def __init__(self, *args: Any, municipality: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Term.objects.offered_in(municipality).filter(kind__in=["skill", "role", "practical"])
        self.fields["term"].queryset = offered  # type: ignore[attr-defined]  # ModelChoiceField
        self.fields["term"].label_from_instance = lambda term: term.name  # type: ignore[attr-defined]  # ModelChoiceField
