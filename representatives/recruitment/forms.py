"""The shapes of a channel, and of what a person says when coming in: three short steps, or one sheet of paper."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from config.core.ui.forms import DayMonthYear
from representatives.catalogue.fields import LookupForm, TermChoice
from representatives.catalogue.models import Term
from representatives.consent.models import Consent
from representatives.recruitment.applying import Applicant
from representatives.recruitment.models import RecruitmentChannel
from representatives.recruitment.services import MOST_PASSED_ON
from representatives.registry.forms import clean_phone
from representatives.registry.models import EXPERIENCE_KINDS, Relation, Representative

LONGEST_WORDS = 1000
REACHED_BY = [
    (Representative.Channel.PHONE, _("Phone")),
    (Representative.Channel.EMAIL, _("E-mail")),
]
YES, NO = "yes", "no"
WANTED_KINDS = (*EXPERIENCE_KINDS, Term.Kind.SKILL)


class ChannelForm(LookupForm):
    """A way in: what it is called, who passes it on, and what its page says."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("For yourselves: “Healthy-life centre, spring”.")
    )
    kind = forms.ChoiceField(label=_("What is it?"), choices=RecruitmentChannel.Kind.choices)
    greeting = forms.CharField(
        label=_("What the page says first"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In your own words. Left empty, it says what representatives are."),
    )
    wanted = TermChoice(
        label=_("What the network lacks"),
        required=False,
        empty_label=_("Nothing in particular"),
        help_text=_("The page and the card say that you look for just this."),
    )
    wanted_area = forms.CharField(label=_("Area"), required=False, max_length=80)
    open_until = forms.DateField(label=_("Open until"), required=False, widget=DayMonthYear)

    def __init__(self, *args: Any, municipality: Any, kept: Term | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wanted"].offer(municipality, WANTED_KINDS, kept=kept)  # type: ignore[attr-defined]  # TermChoice


class PassOnForm(forms.Form):
    """How many cards or links were passed on. A number; a professional never types in a patient."""

    count = forms.IntegerField(
        label=_("How many have you passed on?"),
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PASSED_ON)],
        widget=forms.NumberInput(attrs={"min": 1, "max": MOST_PASSED_ON, "inputmode": "numeric"}),
    )


class ReachForm(forms.Form):
    """Who the person is, and how to reach them."""

    given_name = forms.CharField(
        label=_("Given name"), max_length=80, widget=forms.TextInput({"autocomplete": "given-name"})
    )
    family_name = forms.CharField(
        label=_("Family name"),
        max_length=80,
        required=False,
        widget=forms.TextInput({"autocomplete": "family-name"}),
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=30,
        required=False,
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
    )
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, required=False, widget=forms.EmailInput({"autocomplete": "email"})
    )
    channel = forms.ChoiceField(
        label=_("How would you like to hear from us?"), choices=REACHED_BY, widget=forms.RadioSelect
    )
    best_reached = forms.CharField(
        label=_("When is it good to call?"),
        max_length=120,
        required=False,
        help_text=_("For example: after 4 pm"),
    )
    area = forms.CharField(
        label=_("Where in the municipality do you live?"),
        max_length=80,
        required=False,
        help_text=_("The village or part of town is enough."),
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        """A way to reach the person, and the way that was chosen."""
        given = super().clean() or {}
        if {"phone", "email", "channel"} & self.errors.keys():
            return given
        if not (given.get("phone") or given.get("email")):
            self.add_error("phone", _("Write a phone number or an e-mail address, so that we can reach you."))
        elif not given.get(given["channel"]):
            missing = {
                "phone": _("Write the phone number on which we shall call."),
                "email": _("Write the e-mail address to which we shall write."),
            }
            self.add_error(given["channel"], missing[given["channel"]])
        return given


class OfferForm(forms.Form):
    """What the person knows and would like to do. Lived experience only with a yes on the same page."""

    EXPERIENCE = ("experience", "services", "relation", "words")

    experience_consent = forms.ChoiceField(
        label=_("May we keep what you tell of your experience?"),
        required=False,
        choices=[(YES, _("Yes, you may keep it")), (NO, _("No, I skip this"))],
        widget=forms.RadioSelect,
    )
    experience = forms.ModelMultipleChoiceField(
        Term.objects.none(),
        label=_("What do you have experience with?"),
        required=False,
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
    )
    services = forms.ModelMultipleChoiceField(
        Term.objects.none(),
        label=_("Which services do you know?"),
        required=False,
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
    )
    relation = forms.ChoiceField(
        label=_("From where do you know it?"),
        required=False,
        choices=Relation.choices,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Is there something you would like to say about it?"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("A few words are enough. You need not name an illness."),
    )
    roles = forms.ModelMultipleChoiceField(
        Term.objects.none(),
        label=_("What would you like to take part in?"),
        required=False,
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
    )
    skills = forms.ModelMultipleChoiceField(
        Term.objects.none(),
        label=_("What are you good at?"),
        required=False,
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, municipality: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The tops of the catalogue: a hundred boxes would frighten. What lies below is found in the conversation.
        tops = Term.objects.offered_in(municipality).filter(parent=None)
        for name, kind in (
            ("experience", "experience"),
            ("services", "service"),
            ("roles", "role"),
            ("skills", "skill"),
        ):
            _offer(self.fields[name], tops.filter(kind=kind))

    def clean(self) -> dict[str, Any]:
        """Without a yes nothing of experience is kept; with neither yes nor no it is asked for: no loss unseen."""
        given = super().clean() or {}
        if given.get("experience_consent") == YES:
            return given
        told = any(given.get(name) for name in self.EXPERIENCE if name != "relation")
        if told and not given.get("experience_consent"):
            self.add_error(
                "experience_consent",
                _("You have told of your experience. Say yes if we may keep it, or no to skip it."),
            )
        for name in self.EXPERIENCE:
            given[name] = "" if name in ("relation", "words") else []
        return given


class ConsentsForm(forms.Form):
    """What the person says yes to. Nothing is ticked beforehand."""

    network = forms.BooleanField(
        label=_("Yes, I will be in the network"),
        error_messages={"required": _("We can keep what you have written only with your yes.")},
    )
    quotation = forms.BooleanField(label=_("Yes, you may quote me"), required=False)
    oneself = forms.BooleanField(
        label=_("I am 18 or older, and I fill this in for myself."),
        error_messages={"required": _("Each person fills in their own. Tick the box if you do.")},
    )


class PaperForm(OfferForm, ReachForm):
    """A sheet of paper, typed in by the facilitator as it was filled in and signed."""

    signed_on = forms.DateField(label=_("Signed on"), widget=DayMonthYear)
    evidence = forms.CharField(
        label=_("Where is the paper?"), max_length=200, help_text=_("For example: locked cabinet, folder 3")
    )
    through = forms.ModelChoiceField(
        RecruitmentChannel.objects.none(),
        label=_("Through which channel?"),
        required=False,
        to_field_name="public_id",
        empty_label=_("Not known"),
    )
    network = forms.BooleanField(
        label=_("The box “Yes, I will be in the network” is ticked and signed"),
        error_messages={"required": _("Without this yes we may not keep the form. Call the person.")},
    )
    quotation = forms.BooleanField(label=_("The box “Yes, you may quote me” is ticked"), required=False)

    def __init__(self, *args: Any, municipality: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, municipality=municipality, **kwargs)
        self.fields["signed_on"].initial = today
        self.fields["through"].queryset = RecruitmentChannel.objects.of(municipality)  # type: ignore[attr-defined]  # ModelChoiceField
        self.fields["through"].label_from_instance = lambda channel: channel.name  # type: ignore[attr-defined]  # as above


def wanted_terms(municipality: Any) -> Any:
    """What a campaign may be for."""
    return Term.objects.offered_in(municipality).filter(kind__in=WANTED_KINDS)


def applicant_of(given: dict[str, Any], *, language: str) -> Applicant:
    """What one or three forms have taken in, as the service takes it."""
    profile = {
        name: given[name] for name in ("given_name", "family_name", "phone", "email", "channel", "area")
    }
    purposes = [Consent.Purpose.NETWORK] if given["network"] else []
    purposes += [Consent.Purpose.EXPERIENCE] if given["experience_consent"] == YES else []
    purposes += [Consent.Purpose.QUOTATION] if given["quotation"] else []
    return Applicant(
        profile=profile | {"language": language},
        purposes=tuple(purposes),
        best_reached=given["best_reached"],
        words=given["words"],
        experience=(*given["experience"], *given["services"]),
        relation=given["relation"],
        offers=(*given["roles"], *given["skills"]),
    )


def _offer(field: Any, terms: Any) -> None:
    field.queryset = terms
    field.label_from_instance = lambda term: term.name
