"""A file as an answer to a request."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse

from representatives.spreadsheets.sheets import File


def answer_with(file: File) -> HttpResponseBase:
    """The file as an attachment that nobody keeps on the way."""
    streams = not isinstance(file.content, list)
    kind: type[HttpResponse | StreamingHttpResponse] = StreamingHttpResponse if streams else HttpResponse
    content: Any = file.content if streams else b"".join(file.content)
    answer = kind(content, content_type=file.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    answer["Cache-Control"] = "no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
