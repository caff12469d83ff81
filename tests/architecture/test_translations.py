"""Every text is there in bokmål and nynorsk; and the machinery that says so can be trusted."""

import json

import pytest

from config.core.management import texts
from config.core.management.texts import Text


def test_every_text_is_translated_and_compiled():
    assert texts.faults() == []


def test_texts_are_found_in_code():
    source = """
_("One")
ngettext("%(count)s day", "%(count)s days", 3)
pgettext_lazy("month", "May")
translation.gettext("Long " "text")
_(variable)
"""

    assert set(texts.in_code(source)) == {
        Text("One"),
        Text("%(count)s day", "%(count)s days"),
        Text("May", context="month"),
        Text("Long text"),
    }


def test_a_text_put_together_at_run_time_is_refused():
    with pytest.raises(texts.NotALiteral, match=r"here\.py:1"):
        list(texts.in_code('_(f"Hello {name}")', "here.py"))


def test_texts_are_found_in_templates_and_in_attributes_of_components():
    source = """<c-card label="{% translate 'Save' %}">{{ _("Hi (you)") }}
{% blocktranslate count days=n %}one day{% plural %}{{ days }} days{% endblocktranslate %}
{% translate "May" context "month" %}</c-card>"""

    assert set(texts.in_template(source)) == {
        Text("Save"),
        Text("Hi (you)"),
        Text("one day", "%(days)s days"),
        Text("May", context="month"),
    }


@pytest.fixture
def own_locale(tmp_path, monkeypatch):
    monkeypatch.setattr(texts, "path_of", lambda language: tmp_path / language / "django.po")
    monkeypatch.setattr(texts, "found", lambda: {Text("Save"), Text("one day", "%(days)s days")})
    return tmp_path


def test_translations_are_filled_in_compiled_and_kept(own_locale, tmp_path):
    words = tmp_path / "words.json"
    words.write_text(
        json.dumps(
            {
                "Save": ["Lagre", "Lagre"],
                "one day|%(days)s days": [["en dag", "%(days)s dager"], ["ein dag", "%(days)s dagar"]],
            }
        )
    )
    filled = texts.filling([words])
    for language in texts.LANGUAGES:
        texts.write(language, texts.found(), filled[language])
    before = texts.path_of("nn").with_suffix(".mo").read_bytes()
    texts.write("nn", texts.found(), {})

    assert texts.faults() == []
    assert texts.path_of("nn").with_suffix(".mo").read_bytes() == before
    assert "fleire" not in texts.path_of("nn").read_text()
    assert "ein dag" in texts.path_of("nn").read_text()


def test_what_is_wrong_with_translations_is_said(own_locale):
    filled = {Text("one day", "%(days)s days"): ["en dag", "%(dager)s dager"]}
    for language in texts.LANGUAGES:
        texts.write(language, texts.found(), filled)
    po = texts.path_of("nb")
    po.write_text(po.read_text() + '\nmsgid "Gone"\nmsgstr "Borte"\n')

    said = "\n".join(texts.faults())

    assert "nn: not translated: 'Save'" in said
    assert "nb: used nowhere: 'Gone'" in said
    assert "nb: other placeholders than the English: 'one day'" in said
    assert "nb: django.mo is not what django.po says" in said
