"""Forms in the house style: labels, help, errors and a summary that leads to the fields."""

from datetime import date

import pytest
from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH

from config.core.organisations.models import Municipality
from config.core.ui.forms import DayMonthYear


class Wishes(forms.Form):
    name = forms.CharField(label="Name", help_text="As in letters.")
    day = forms.DateField(label="Day", widget=DayMonthYear)
    answer = forms.ChoiceField(label="Answer", choices=[("y", "Yes"), ("n", "No")], widget=forms.RadioSelect)
    areas = forms.MultipleChoiceField(
        label="Areas",
        choices=[(str(n), f"Area {n}") for n in range(12)],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(label="Note", widget=forms.Textarea({"rows": 3}), required=False)


@pytest.fixture(autouse=True)
def _english(settings):
    settings.LANGUAGE_CODE = "en"


def test_a_field_has_label_help_and_says_when_it_is_optional():
    page = " ".join(str(Wishes()).split())

    assert '<label class="ds-label" for="id_name">Name </label>' in page
    assert 'aria-describedby="id_name_helptext"' in page
    assert 'id="id_name_helptext">As in letters.<' in page
    assert page.count("(optional)") == 2
    assert "cols=" not in page


def test_groups_are_fieldsets_with_a_legend():
    page = " ".join(str(Wishes()).split())

    assert page.count("<fieldset") == 3
    assert '<legend class="ds-label">Answer </legend>' in page
    assert '<label class="ds-label" for="id_answer_1">No</label>' in page


def test_a_long_list_of_boxes_is_folded_and_says_how_many_are_chosen():
    form = Wishes({"areas": ["1", "3"]})

    assert "(2 chosen)" in str(form["areas"].as_field_group())
    assert not form["answer"].is_long


def test_the_summary_has_focus_and_links_to_every_wrong_field():
    page = str(Wishes({"name": "", "day_day": "31", "day_month": "2", "day_year": "2026", "answer": ""}))

    assert 'class="ds-error-summary"' in page
    assert "autofocus" in page
    for target in ("id_name", "id_day_0", "id_answer_0"):
        assert f'href="#{target}"' in page
        assert f'id="{target}"' in page
    assert 'id="id_name_error"' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page


def test_what_came_in_is_shown_as_text_never_as_markup():
    page = str(Wishes({"name": "<b>x</b>", "day_day": "<i>"}))

    assert "<b>" not in page
    assert "<i>" not in page


@pytest.mark.parametrize(
    ("parts", "cleaned"),
    [(("3", "11", "2026"), date(2026, 11, 3)), ((" 03", "1", "1999 "), date(1999, 1, 3))],
)
def test_three_fields_are_one_date(parts, cleaned):
    form = _of_day(*parts)

    assert form.is_valid()
    assert form.cleaned_data["day"] == cleaned


@pytest.mark.parametrize("parts", [("31", "2", "2026"), ("", "2", "2026"), ("x", "y", "z"), ("1", "1", "0")])
def test_what_is_no_date_is_refused_and_stays_in_the_fields(parts):
    form = _of_day(*parts)

    assert not form.is_valid()
    for part in parts:
        assert not part or f'value="{part}"' in str(form["day"])


def test_an_empty_date_is_missing():
    assert _of_day("", "", "").errors["day"] == ["This field is required."]


def test_a_date_from_the_database_fills_the_three_fields():
    drawn = str(Wishes(initial={"day": date(2026, 11, 3)})["day"])

    assert all(f'value="{value}"' in drawn for value in (3, 11, 2026))


def _of_day(day: str, month: str, year: str) -> forms.Form:
    class OnlyDay(forms.Form):
        day = forms.DateField(widget=DayMonthYear)

    return OnlyDay({"day_day": day, "day_month": month, "day_year": year})


def test_a_select_without_a_choice_says_choose_and_not_dashes():
    form = forms.modelform_factory(Municipality, fields=["language"])()
    form.fields["language"].widget.choices = [*BLANK_CHOICE_DASH, ("nb", "Bokmål")]

    page = str(form["language"])

    assert ">Choose</option>" in page
    assert "-----" not in page
