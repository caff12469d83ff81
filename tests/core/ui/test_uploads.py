"""Uploaded files stay in memory; one that is too large is thrown away as it arrives and says so."""

import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import RequestFactory


@pytest.fixture
def upload(settings, tmp_path, monkeypatch):
    """`upload(bytes)`: the file as a view gets it. The folder for temporary files is the test's own."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def uploaded(content: bytes):
        request = RequestFactory().post("/", {"file": SimpleUploadedFile("list.xlsx", content)})
        return request.FILES["file"]

    return uploaded


def test_a_list_is_read_from_memory_and_never_written_down(upload, tmp_path):
    content = b"Alma Ask;22 22 22 22\n" * 200_000
    file = upload(content)

    assert isinstance(file, InMemoryUploadedFile)
    assert file.read() == content
    assert file.is_too_large is False
    assert list(Path(tmp_path).iterdir()) == []


def test_a_list_that_is_too_large_is_thrown_away_and_says_so(upload, settings, tmp_path):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    file = upload(b"Alma Ask;22 22 22 22\n" * 20_000)

    assert file.is_too_large is True
    assert file.read() == b""
    assert list(Path(tmp_path).iterdir()) == []


def test_an_empty_file_is_an_empty_file(upload):
    file = upload(b"")

    assert file.read() == b""
    assert file.is_too_large is False
