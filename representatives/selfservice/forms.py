"""The same shapes as the facilitator's, with the person spoken to."""

from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator, validate_email
from django.utils.translation import gettext_lazy as _

from config.core.accounts.models import canonical_email
from config.core.folding import fold
from config.core.ui.forms import DayMonthYear
from representatives.catalogue.fields import LookupForm, TermChoice
from representatives.registry import queries
from representatives.registry.forms import BOUNDS, clean_phone
from representatives.registry.models import Relation, Representative
from representatives.registry.no_gos import NoGoForm


class OwnForm(forms.ModelForm[Representative]):
    """A part of the own profile, with the same bounds and the same reading as the facilitator's form."""

    class Meta:
        model = Representative
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in BOUNDS.keys() & self.fields.keys():
            least, most = BOUNDS[name]
            self.fields[name].validators += [MinValueValidator(least), MaxValueValidator(most)]

    def clean_email(self) -> str:
        email = canonical_email(self.cleaned_data["email"])
        if email:
            validate_email(email)
        return email

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])


class ContactForm(OwnForm):
    """Who the person is and how to be reached."""

    class Meta(OwnForm.Meta):
        fields = (
            "given_name",
            "family_name",
            "phone",
            "email",
            "channel",
            "language",
            "area",
            "birth_year",
            "organisation",
        )
        labels: ClassVar = {
            "channel": _("How do you want to be reached?"),
            "language": _("Which language shall we write to you in?"),
            "area": _("Where do you live?"),
            "birth_year": _("Which year were you born?"),
            "organisation": _("Do you belong to an organisation?"),
        }
        help_texts: ClassVar = {
            "language": _("Empty means the municipality's language."),
            "area": _("The part of the municipality is enough."),
        }
        widgets: ClassVar = {
            "email": forms.EmailInput,
            "phone": forms.TextInput,
            "channel": forms.RadioSelect,
        }


class LimitsForm(OwnForm):
    """How much is enough, and whether projects reach the person themselves."""

    class Meta(OwnForm.Meta):
        fields = ("most_at_once", "most_per_half_year", "is_mediated")
        labels: ClassVar = {
            "most_at_once": _("How many assignments at the same time, at most?"),
            "most_per_half_year": _("How many assignments in half a year, at most?"),
            "is_mediated": _("Projects reach me only through the facilitator"),
        }
        help_texts: ClassVar = {
            name: _("Leave it empty if you have no limit. Your limit is always kept.")
            for name in ("most_at_once", "most_per_half_year")
        }


class TermForm(LookupForm):
    """One term of some kinds, in the catalogue's words; experience also says from where the person knows it."""

    term = TermChoice(label=_("Write a word, or choose from the list"))
    relation = forms.ChoiceField(
        label=_("From where do you know it?"), choices=Relation.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, municipality: Any, kinds: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        term: Any = self.fields["term"]
        term.offer(municipality, kinds, suggest="my_term_suggest")
        if "experience" not in kinds:
            del self.fields["relation"]


class PauseForm(forms.Form):
    """Until when; empty until the person says otherwise."""

    until = forms.DateField(
        label=_("Until which day?"),
        help_text=_("Leave it empty if you do not know. You can end the pause whenever you like."),
        required=False,
        widget=DayMonthYear,
    )


class OwnNoGoForm(NoGoForm):
    """What the person does not want. Somebody is found by name, so that the staff are not laid open to everybody."""

    name = forms.CharField(
        label=_("A person who works in the municipality"),
        required=False,
        max_length=100,
        help_text=_(
            "Write the name, at least three letters. Only the facilitator sees it, and never the one you name."
        ),
    )
    person = forms.ChoiceField(label=_("Who do you mean?"), required=False, widget=forms.RadioSelect)
    field_order = ("unit", "term", "name", "person")

    def offer_people(self, municipality: Any) -> None:
        """Whoever has the name that was typed; nothing to choose before a name is."""
        self.found = queries.refusable_named(municipality, str(self.data.get("name") or ""))
        self.fields["person"].choices = [(user.public_id, user.get_full_name()) for user in self.found]  # type: ignore[attr-defined]  # ChoiceField
        if not self.found:
            del self.fields["person"]

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if name.strip() and not self.found:
            raise forms.ValidationError(
                _("We found nobody with this name. Write it in another way, or call the facilitator.")
            )
        return name

    def clean(self) -> dict[str, Any]:
        """The one who was chosen; without a choice the one whose whole name was typed."""
        said = self.cleaned_data
        name, chosen = said.pop("name", ""), said.pop("person", "")
        same = [user for user in self.found if user.public_id == chosen]
        if not chosen:
            same = [user for user in self.found if fold(user.name).split() == fold(name).split()]
        said["person"] = same[0] if len(same) == 1 else None
        if self.found and said["person"] is None and not self.errors:
            self.add_error("person", _("Choose who you mean."))
        return super().clean()
