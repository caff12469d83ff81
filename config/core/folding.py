"""Words as they are compared and searched: without case and accents, with æ, ø and å kept."""

import unicodedata
from typing import Any

from django.db import models


def fold(text: str) -> str:
    """The text without case and accents; æ, ø and å stay letters of their own (ä, ö and aa are read as them)."""
    small = (
        unicodedata.normalize("NFC", text).casefold().replace("ä", "æ").replace("ö", "ø").replace("aa", "å")
    )
    return "".join(sign if sign in "æøå" else unicodedata.normalize("NFD", sign)[0] for sign in small)


class FoldedField(models.TextField[str, str]):
    """Other fields of the same row, folded, one to a line: what is searched. Kept in step when the row is saved."""

    def __init__(self, *, sources: tuple[str, ...] = (), **options: Any) -> None:
        self.sources = sources
        options.setdefault("blank", True)
        options.setdefault("default", "")
        options.setdefault("editable", False)
        super().__init__(**options)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        folded = self.folded(*(getattr(model_instance, name) for name in self.sources))
        setattr(model_instance, self.attname, folded)
        return folded

    def folded(self, *texts: str) -> str:
        """The texts as this field keeps them; nothing at all where all of them are empty."""
        return "\n".join(fold(text) for text in texts if text)
