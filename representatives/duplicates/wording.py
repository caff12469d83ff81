"""Why two profiles may be one person, and what a merge moves, in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from representatives.duplicates.likeness import Signal
from representatives.registry.models import Representative

REASONS = {
    Signal.SAME_EMAIL: gettext_lazy("Same e-mail, another name."),
    Signal.SAME_EMAIL_AND_NAME: gettext_lazy("Same e-mail and nearly the same name."),
    Signal.SAME_PHONE_AND_NAME: gettext_lazy("Same telephone and nearly the same name."),
    Signal.SAME_NAME_AND_BIRTH_YEAR: gettext_lazy("Nearly the same name and the same year of birth."),
    Signal.SAME_PHONE_AND_BIRTH_YEAR: gettext_lazy("Same telephone, first name and year of birth."),
    Signal.SAME_NAME_ONLY: gettext_lazy("Same name, and nothing that tells the two apart."),
}


def reason_of(signal: Signal) -> str:
    """The sentence for a signal."""
    return str(REASONS[signal])


def rows_in_words(counts: Mapping[str, int]) -> list[str]:
    """Rows by the model's label, as "3 invitations"; kinds without a word of their own are counted together."""
    words, others = [], 0
    for label, count in sorted(counts.items()):
        word = _word(label, count)
        if word:
            words.append(word)
        else:
            others += count
    if others:
        words.append(ngettext("%(count)d other row", "%(count)d other rows", others) % {"count": others})
    return words


def _word(label: str, count: int) -> str:
    counted = {"count": count}
    words = {
        "representatives.StateChange": ngettext("%(count)d step", "%(count)d steps", count),
        "representatives.ProfileTerm": ngettext("%(count)d term", "%(count)d terms", count),
        "representatives.Consent": ngettext("%(count)d consent", "%(count)d consents", count),
        "representatives.NoGo": ngettext(
            "%(count)d thing the person does not want", "%(count)d things the person does not want", count
        ),
        "representatives.Conflict": ngettext(
            "%(count)d conflict of interest", "%(count)d conflicts of interest", count
        ),
        "representatives.Turn": ngettext(
            "%(count)d line of what was asked", "%(count)d lines of what was asked", count
        ),
        "representatives.Training": ngettext("%(count)d training", "%(count)d trainings", count),
        "representatives.Declaration": ngettext("%(count)d declaration", "%(count)d declarations", count),
        "participation.Invitation": ngettext("%(count)d invitation", "%(count)d invitations", count),
        "participation.Assignment": ngettext("%(count)d assignment", "%(count)d assignments", count),
        "projects.Choice": ngettext("%(count)d choice", "%(count)d choices", count),
    }
    return words[label] % counted if label in words else ""


def shown(name: str, value: Any) -> str:
    """The value of a profile field as it is read."""
    field: Any = Representative._meta.get_field(name)
    if field.choices and value:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    if field.is_relation and value is not None:
        return str(value.get_full_name() if hasattr(value, "get_full_name") else value.name)
    return "" if value is None else str(value)
