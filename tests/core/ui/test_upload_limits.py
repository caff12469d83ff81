"""What one request may bring into memory, however it is cut up; and the server puts none of it on disk."""

from typing import Any

from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from config.core.health.serving import body_limits


def test_many_files_that_are_small_enough_are_together_too_large(settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    files = {f"file{number}": SimpleUploadedFile(f"{number}.csv", b"x" * 900) for number in range(5)}
    found: list[Any] = list(RequestFactory().post("/", files).FILES.values())

    assert sum(len(file.read()) for file in found) <= 1000
    assert [file.is_too_large for file in found] == [False, True, True, True, True]


def test_the_server_of_the_demonstration_keeps_a_whole_upload_in_memory():
    limits = body_limits()

    assert limits["inbuf_overflow"] > limits["max_request_body_size"]
    assert limits["max_request_body_size"] > django_settings.FILE_UPLOAD_MAX_MEMORY_SIZE
