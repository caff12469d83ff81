"""Who answers for a person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from config.core.accounts.models import canonical_email
from representatives.registry.forms import clean_phone


class ProxyForm(forms.Form):
    """Name, how to reach the proxy, and whether the letters go there."""

    name = forms.CharField(label=_("Name"), max_length=160)
    relation = forms.CharField(
        label=_("Who is it?"),
        help_text=_("For example daughter, friend or support person."),
        max_length=80,
        required=False,
    )
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False)
    gets_mail = forms.BooleanField(
        label=_("Invitations and reminders go to this person"), required=False, initial=True
    )

    def clean_email(self) -> str:
        return canonical_email(self.cleaned_data["email"])

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])
