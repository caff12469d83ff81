"""Texts and their translations: found in code and templates, kept in locale/, compiled; no other program is needed."""

import ast
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[3]
LANGUAGES = ("nb", "nn")
CODE = ("config", "representatives", "projects", "participation")
CONTEXT = "\x04"
# How many of a call's arguments are the message: (context, singular, plural).
CALLS = {
    "_": "s",
    "gettext": "s",
    "gettext_lazy": "s",
    "gettext_noop": "s",
    "ngettext": "sp",
    "ngettext_lazy": "sp",
    "pgettext": "cs",
    "pgettext_lazy": "cs",
    "npgettext": "csp",
    "npgettext_lazy": "csp",
}
_LITERAL = r"""(?:u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(
    rf"\b(n?p?gettext|_)\(\s*({_LITERAL})(?:\s*,\s*({_LITERAL}))?(?:\s*,\s*({_LITERAL}))?", re.DOTALL
)
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
HEADER = {
    "Project-Id-Version": "Medvirk",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


class NotALiteral(Exception):
    """A text is put together at run time, so that it could never be translated; says where."""


@dataclass(frozen=True, order=True)
class Text:
    """One text: the English, its plural when it counts something, and a context when one word has two meanings."""

    singular: str
    plural: str = ""
    context: str = ""


def found() -> set[Text]:
    """Every text in the code and the templates."""
    texts: set[Text] = set()
    for app in CODE:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                texts.update(in_code(path.read_text(), str(path.relative_to(ROOT))))
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in (".html", ".txt"):
            texts.update(in_template(path.read_text()))
    return texts


def in_code(source: str, name: str = "code") -> Iterator[Text]:
    """The texts of calls such as `_("…")` in Python source."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = getattr(node.func, "id", getattr(node.func, "attr", ""))
        shape = CALLS.get(called)
        if shape is None or len(node.args) < len(shape):
            continue
        arguments = node.args[: len(shape)]
        if isinstance(arguments[0], ast.Name | ast.Attribute | ast.Call):
            continue  # a text that was marked where it was written
        words = [
            part.value for part in arguments if isinstance(part, ast.Constant) and isinstance(part.value, str)
        ]
        if len(words) < len(shape):
            raise NotALiteral(f"{name}:{node.lineno}: a text must be one literal, with placeholders")
        yield _text(shape, words)


def in_template(source: str) -> Iterator[Text]:
    """The texts of `translate` and `blocktranslate` in a template, also inside components' attributes."""
    for match in _CALL.finditer(templatize(source)):
        shape = CALLS[match[1]]
        words = [ast.literal_eval(part) for part in match.groups()[1 : 1 + len(shape)] if part]
        if len(words) == len(shape):
            yield _text(shape, words)


def _text(shape: str, words: list[str]) -> Text:
    by_part = dict(zip(shape, words, strict=True))
    return Text(by_part["s"], by_part.get("p", ""), by_part.get("c", ""))


def path_of(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> dict[Text, polib.POEntry]:
    """The translations that are kept; none where there is no file yet."""
    path = path_of(language)
    entries = polib.pofile(str(path)) if path.exists() else []
    return {Text(entry.msgid, entry.msgid_plural, entry.msgctxt or ""): entry for entry in entries}


def write(language: str, texts: Iterable[Text], filled: dict[Text, list[str]]) -> None:
    """Writes the .po and the .mo of exactly these texts: kept translations, `filled` ones over them, in one order."""
    kept = read(language)
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = HEADER | {"Language": language}
    for text in sorted(texts):
        forms = filled.get(text) or (forms_of(kept[text]) if text in kept else [])
        catalogue.append(_entry(text, forms))
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(str(catalogue).rstrip() + "\n")
    path.with_suffix(".mo").write_bytes(compiled(language))


def compiled(language: str) -> bytes:
    """What the .mo must hold, made from the .po as it lies there."""
    content: bytes = polib.pofile(str(path_of(language))).to_binary()
    return content


def forms_of(entry: polib.POEntry) -> list[str]:
    """The translated forms: one, or singular and plural."""
    return (
        [entry.msgstr_plural[n] for n in sorted(entry.msgstr_plural)]
        if entry.msgid_plural
        else [entry.msgstr]
    )


def _entry(text: Text, forms: list[str]) -> polib.POEntry:
    entry = polib.POEntry(msgid=text.singular, msgctxt=text.context or None)
    if text.plural:
        entry.msgid_plural = text.plural
        entry.msgstr_plural = dict(enumerate(forms or ["", ""]))
    else:
        entry.msgstr = forms[0] if forms else ""
    return entry


def filling(files: Iterable[Path]) -> dict[str, dict[Text, list[str]]]:
    """From JSON files {"English": ["bokmål", "nynorsk"]}, with {"one|many": [["én", "flere"], ["ein", "fleire"]]}."""
    filled: dict[str, dict[Text, list[str]]] = {language: {} for language in LANGUAGES}
    for path in files:
        for key, translations in json.loads(path.read_text()).items():
            context, _separator, message = key.rpartition(CONTEXT)
            for language, translation in zip(LANGUAGES, translations, strict=True):
                if isinstance(translation, list):
                    singular, _separator, plural = message.partition("|")
                    filled[language][Text(singular, plural, context)] = translation
                else:
                    filled[language][Text(message, "", context)] = [translation]
    return filled


def faults() -> list[str]:
    """What keeps the translations from being complete, as sentences."""
    wanted = found()
    sentences = []
    for language in LANGUAGES:
        kept = read(language)
        sentences += [
            f"{language}: not translated: {text.singular!r}" for text in sorted(missing(wanted, kept))
        ]
        sentences += [f"{language}: used nowhere: {text.singular!r}" for text in sorted(kept.keys() - wanted)]
        sentences += [f"{language}: {fault}" for entry in kept.values() for fault in _faults_of(entry)]
        binary = path_of(language).with_suffix(".mo")
        if path_of(language).exists() and (not binary.exists() or binary.read_bytes() != compiled(language)):
            sentences.append(f"{language}: django.mo is not what django.po says: run `manage.py messages`")
    return sentences


def missing(wanted: set[Text], kept: dict[Text, polib.POEntry]) -> set[Text]:
    """The texts without every form."""
    return {text for text in wanted if text not in kept or not all(forms_of(kept[text]))}


def _faults_of(entry: polib.POEntry) -> Iterator[str]:
    if entry.fuzzy:
        yield f"only guessed: {entry.msgid!r}"
    # Either form of the English may be the measure: "one day" and "%(days)s days".
    allowed = set(_PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
    for form, source in zip(forms_of(entry), (entry.msgid, entry.msgid_plural or entry.msgid), strict=False):
        used = set(_PLACEHOLDER.findall(form))
        if form and (used - allowed or (set(_PLACEHOLDER.findall(source)) - used and not entry.msgid_plural)):
            yield f"other placeholders than the English: {entry.msgid!r}"
