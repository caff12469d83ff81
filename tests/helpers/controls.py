"""The controls of a form as a page presents them, and how many of them a person must change."""

from collections.abc import Mapping
from html.parser import HTMLParser

SENT_BY_ITSELF = ("hidden", "submit", "button")


class _Forms(HTMLParser):
    """Each form with the value that each control would send untouched; an unticked box sends an empty one."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self._text = self._select = ""
        self._is_open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        name, form = found.get("name", ""), self.forms[-1] if self.forms else {}
        if tag == "form":
            self.forms.append({})
            self._is_open = True
        elif tag == "option" and self._select and ("selected" in found or self._select not in form):
            form[self._select] = found.get("value", "")
        elif not name or not self._is_open:
            return
        elif tag == "select":
            self._select = name
        elif tag == "textarea":
            self._text, form[name] = name, ""
        elif tag == "input" and found.get("type") in ("checkbox", "radio"):
            if "checked" in found:
                form[name] = found.get("value", "on")
            form.setdefault(name, "")
        elif tag == "input" and found.get("type") not in SENT_BY_ITSELF:
            form[name] = found.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._text:
            self.forms[-1][self._text] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text:
            # A browser leaves out the first line break of a text area.
            self.forms[-1][self._text] = self.forms[-1][self._text].removeprefix("\n")
            self._text = ""
        elif tag == "select":
            self._select = ""
        elif tag == "form":
            self._is_open = False


def presented(html: str, *, having: str) -> dict[str, str]:
    """What the form that has a control of this name would send untouched."""
    reader = _Forms()
    reader.feed(html)
    (form,) = (one for one in reader.forms if having in one)
    return form


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """The names of the controls whose value a person had to change; refuses what the page does not have."""
    strange = sorted(set(after) - set(before))
    assert not strange, f"not on the page: {strange}"
    return sorted(name for name, value in after.items() if value != before[name])


def sent(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """What a browser sends: everything as it stands, without boxes that are not ticked."""
    return {name: value for name, value in {**before, **after}.items() if value}
