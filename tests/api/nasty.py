"""Values that a client should never send, and a good body of an operation to put them into."""

from typing import Any

NASTY: dict[str, Any] = {
    "null": None,
    "true": True,
    "empty": "",
    "blanks": "   ",
    "zero byte": "a\x00b",
    "half a sign": "\ud800",
    "emoji": "👩‍🦽" * 3,
    "markup": "<script>alert(1)</script>",
    "right to left": "\u202eabc\u2066",
    "100 kB": "å" * 50_000,
    "huge": 10**30,
    "negative": -1,
    "fraction": 1e308,
    "infinite": "Infinity",
    "not a number": "NaN",
    "list": [],
    "nested": [[[{"a": [None]}]]],
    "object": {"id": {"id": 1}},
    "no such day": "2026-02-30",
    "last day": "9999-12-31",
    "first day": "0001-01-01",
}
BODIES: dict[str, bytes] = {
    "nothing": b"",
    "half": b'{"a": ',
    "a list": b"[1, null]",
    "a word": b'"word"',
    "null": b"null",
    "a number": b"1e999",
    "not a number": b"NaN",
    "not text": b"\xff\xfe\x00",
    "deep": b"[" * 100_000,
    "a surrogate": b'{"text": "\\ud800", "title": "\\ud800"}',
    "unknown": b'{"__proto__": 1, "id": "x", "municipality": {"a": 1}, "pk": 1}',
    "same twice": b'{"title": 1, "title": null}',
}
IDS = ("a" * 22, "a" * 5000, "0", "-1", "9" * 40, "%00", "%F0%9F%98%80", "..%2F..", "%27%20OR%201=1", "None")
QUERIES = ("\x00", "👩‍🦽", "x" * 5000, "9" * 40, "0001-01-01")
NUMBERS = ("null", "huge", "negative", "fraction", "infinite", "not a number", "object")
DAYS = ("null", "no such day", "last day", "first day", "huge", "list")
TEXTS = ("null", "empty", "zero byte", "half a sign", "emoji", "100 kB", "huge", "list", "object")
OTHERS = ("null", "true", "nested", "object", "negative", "100 kB")


def nasty_for(good: Any) -> dict[str, Any]:
    """The values that are most likely to be mistaken for one such as `good`."""
    names: tuple[str, ...]
    match good:
        case "2026-03-10":
            names = DAYS
        case bool() | list() | dict():
            names = OTHERS
        case int() | float() | "1.00":
            names = NUMBERS
        case _:
            names = TEXTS
    return {name: NASTY[name] for name in names}


def body_of(schema: dict[str, Any], shapes: dict[str, Any], ids: dict[str, str]) -> Any:
    """A body such as the schema asks for. `ids` has the id of a row for every field that names one."""
    while "$ref" in schema or "allOf" in schema or "oneOf" in schema:
        schema = shapes[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else next(iter(_parts(schema)))
    if "enum" in schema:
        return schema["enum"][0]
    if "properties" in schema:
        return {
            name: ids[name] if name in ids and _is_text(part) else body_of(part, shapes, ids)
            for name, part in schema["properties"].items()
        }
    return _plain(schema, shapes, ids)


def _parts(schema: dict[str, Any]) -> list[dict[str, Any]]:
    parts: list[dict[str, Any]] = schema.get("allOf") or schema["oneOf"]
    return parts


def _is_text(schema: dict[str, Any]) -> bool:
    return schema.get("type") == "string"


def _plain(schema: dict[str, Any], shapes: dict[str, Any], ids: dict[str, str]) -> Any:
    match schema.get("type"), schema.get("format"):
        case "array", _:
            return [body_of(schema["items"], shapes, ids)]
        case "object", _:
            return {}
        case "boolean", _:
            return True
        case "integer" | "number", _:
            return schema.get("minimum", 1)
        case "string", "date":
            return "2026-03-10"
        case "string", "decimal":
            return "1.00"
        case "string", "email":
            return "someone@example.org"
        case _:
            return "word"
