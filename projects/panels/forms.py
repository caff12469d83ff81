"""The quota editor, and the table of the population."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.panels.models import Category, Panel
from projects.panels.queries import Wanted, wanted_of
from projects.panels.values import BANDS, Basis, Choosable, band_label
from projects.requests.faults import MOST_SEATS


@dataclass(frozen=True)
class EditorLine:
    """One value of the editor with its two fields."""

    choosable: Choosable
    least: Any
    most: Any


@dataclass(frozen=True)
class EditorGroup:
    """The values of one category."""

    label: str
    lines: list[EditorLine]


class QuotaForm(forms.Form):
    """Seats, who may be drawn, and from how many to how many have each value. An empty line is no quota."""

    seats = forms.IntegerField(label=_("How many seats are drawn?"), min_value=1, max_value=MOST_SEATS)
    pool = forms.ChoiceField(
        label=_("Who may be drawn?"), choices=Panel.Pool.choices, widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, *, panel: Panel, found: Basis) -> None:
        kept = wanted_of(panel)
        self.choosable = _with_kept(found.choosable, kept)
        initial: dict[str, Any] = {"seats": panel.seats, "pool": panel.pool}
        for one in kept:
            key = _key(one.category, one.value)
            initial |= {f"least-{key}": one.minimum, f"most-{key}": one.maximum}
        super().__init__(data, initial=initial)
        for choosable in self.choosable:
            key = _key(choosable.category, choosable.value)
            for name, label in (
                (f"least-{key}", _("At least, %(value)s")),
                (f"most-{key}", _("At most, %(value)s")),
            ):
                self.fields[name] = forms.IntegerField(
                    label=label % {"value": choosable.label},
                    required=False,
                    min_value=0,
                    max_value=MOST_SEATS,
                    widget=forms.NumberInput(attrs={"aria-label": label % {"value": choosable.label}}),
                )

    def groups(self) -> list[EditorGroup]:
        """The lines of the editor by category."""
        found = []
        for category in (
            Category.PERSPECTIVE,
            Category.TERM,
            Category.AREA,
            Category.AGE,
            Category.FIRST_TIME,
        ):
            lines = [self._line(one) for one in self.choosable if one.category == category]
            if lines:
                found.append(EditorGroup(str(category.label), lines))
        return found

    def quotas(self) -> list[Wanted]:
        """What was filled in; an empty least is none, an empty most is every seat."""
        return list(self._quotas())

    def _quotas(self) -> Iterator[Wanted]:
        for one in self.choosable:
            key = _key(one.category, one.value)
            least, most = self.cleaned_data.get(f"least-{key}"), self.cleaned_data.get(f"most-{key}")
            if least is None and most is None:
                continue
            most = max(self.cleaned_data["seats"], least or 0) if most is None else most
            yield Wanted(one.category, one.value, one.label, least or 0, most)

    def _line(self, one: Choosable) -> EditorLine:
        key = _key(one.category, one.value)
        return EditorLine(one, self[f"least-{key}"], self[f"most-{key}"])


class ShareForm(forms.Form):
    """One line of the population: an area as the network writes it, or an age."""

    area = forms.CharField(
        label=_("Area"),
        required=False,
        max_length=80,
        help_text=_("As it is written in the network. Leave it empty for an age."),
    )
    age = forms.ChoiceField(label=_("Age"), required=False)
    people = forms.IntegerField(label=_("How many people?"), min_value=0, max_value=10_000_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ages: Any = self.fields["age"]
        ages.choices = [("", _("None: it is an area")), *((str(one), band_label(str(one))) for one in BANDS)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("area", "").strip()) == bool(cleaned.get("age")):
            raise forms.ValidationError(_("Write an area, or choose an age: one of the two."))
        return cleaned

    def share(self) -> tuple[str, str, int]:
        """Category, value and number."""
        area, age = self.cleaned_data["area"].strip(), self.cleaned_data["age"]
        category, value = (Category.AREA, area) if area else (Category.AGE, age)
        return category.value, value, self.cleaned_data["people"]


class SharesFileForm(forms.Form):
    """The whole table as a file."""

    file = forms.FileField(
        label=_("The table"),
        help_text=_(
            "Excel or CSV with three columns: category (area or age), value, people. It replaces what is here."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.tsv,.txt"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if getattr(file, "is_too_large", False):
            raise forms.ValidationError(_("The file is too large. Keep only the sheet with the table."))
        return file


def _key(category: str, value: str) -> str:
    """A name of a field that does not depend on how many other values there are."""
    return f"{category}-{blake2b(value.encode(), digest_size=6).hexdigest()}"


def _with_kept(choosable: Iterable[Choosable], kept: Iterable[Wanted]) -> list[Choosable]:
    """What may be chosen, and what has a quota although nobody has it any more."""
    found = list(choosable)
    known = {(one.category, one.value) for one in found}
    gone = [one for one in kept if (one.category, one.value) not in known]
    return found + [Choosable(one.category, one.value, one.label, 0) for one in gone]
