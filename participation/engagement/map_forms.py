"""What is chosen on the map, and who is tied to whom."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.engagement.mapping import Place
from participation.engagement.models import Professional, ProfessionalQuerySet, Step
from participation.engagement.ties import Tie


class MapForm(forms.Form):
    """Which units of the map."""

    now = forms.TypedChoiceField(
        label=_("Step now"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("All")), *Step.choices],
    )
    wanted = forms.TypedChoiceField(
        label=_("Step wanted"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("All")), *Step.choices],
    )
    lacks = forms.ChoiceField(
        label=_("What is lacking"),
        required=False,
        choices=[
            ("", _("All")),
            ("ally", _("No ally")),
            ("next", _("No next step")),
            ("project", _("No project")),
            ("known", _("Something is not known")),
        ],
    )

    @property
    def given(self) -> dict[str, Any]:
        """What was chosen; nothing where the choice makes no sense."""
        if not self.is_valid():
            return {}
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    @property
    def active(self) -> int:
        return len(self.given)

    def chosen(self, places: Iterable[Place]) -> list[Place]:
        """The places that fit."""
        given = self.given
        lacks = given.get("lacks", "")
        return [
            place
            for place in places
            if given.get("now", place.now) == place.now
            and given.get("wanted", place.wanted or 0) == (place.wanted or 0)
            and (not lacks or _is_lacking(place, lacks))
        ]


def _is_lacking(place: Place, what: str) -> bool:
    return {
        "ally": not place.allies,
        "next": place.next_on is None,
        "project": not place.projects,
        "known": bool(place.not_known),
    }[what]


class TieSearchForm(forms.Form):
    """A name, or a part of one."""

    q = forms.CharField(label=_("Look for a name"), max_length=80, required=False)


class TieForm(forms.Form):
    """Whom, and what ties the two."""

    other: Any = forms.ModelChoiceField(
        queryset=None, label=_("Whom?"), to_field_name="public_id", widget=forms.RadioSelect, empty_label=None
    )
    kind = forms.ChoiceField(
        label=_("What ties them?"), choices=Tie.Kind.choices, widget=forms.RadioSelect, initial=Tie.Kind.KNOWS
    )

    def __init__(
        self, *args: Any, others: ProfessionalQuerySet, shown: Sequence[Professional], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["other"]
        field.queryset = others
        # Only those found are on the page; any of the municipality may be chosen.
        field.widget.choices = [(one.public_id, f"{one.name}, {one.unit.name}") for one in shown]
