"""Files as answers: a receipt as it was handed in, and a PDF to keep."""

from django.http import HttpResponse

from participation.claims import attaching
from participation.claims.receipts import Receipt


def file_answer(receipt: Receipt) -> HttpResponse:
    """Under our own name, never shown inside a page, never guessed about, kept by nobody on the way."""
    answer = HttpResponse(attaching.file_of(receipt), content_type=receipt.kind)
    answer["Content-Disposition"] = f'attachment; filename="{receipt.file_name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """A PDF to keep, that no browser guesses about or stores on the way."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
