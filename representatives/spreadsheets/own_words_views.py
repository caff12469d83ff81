"""Sharing the municipality's own words: out as a list, and in from another municipality's."""

from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import form_page
from representatives.catalogue.queries import own_words
from representatives.spreadsheets import own_words as sharing
from representatives.spreadsheets.answers import answer_with
from representatives.spreadsheets.forms import UploadForm

TEMPLATE = "representatives/spreadsheets/own_words.html"


class WordsForm(UploadForm):
    """A list of words from another municipality."""

    file = forms.FileField(
        label=_("A list of words"),
        help_text=_("CSV or Excel with the columns kind, key and word, as Medvirk makes it."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.ods"}),
    )


@require(Permission.CATALOGUE_WRITE)
def word_export(request: Any) -> HttpResponseBase:
    """Every own word as a file."""
    return answer_with(sharing.file_of(request.municipality))


@require(Permission.CATALOGUE_WRITE)
def word_import(request: Any) -> HttpResponseBase:
    """How many words there are to share; a POST takes in another municipality's, and says what came of it."""
    form = WordsForm(request.POST, request.FILES) if request.method == "POST" else WordsForm()
    outcome = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        given = {"content": file.read(), "name": file.name, "by": request.user, "at": timezone.now()}
        try:
            outcome = sharing.take_in(municipality=request.municipality, **given)
        except sharing.CannotTakeIn as refusal:
            form.add_error("file", str(refusal))
    context = {"outcome": outcome, "count": own_words(request.municipality).count()}
    return form_page(request, TEMPLATE, form, context)
