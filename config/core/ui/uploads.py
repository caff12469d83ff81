"""Uploaded files stay in memory: a list may hold what must never be written down."""

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler, StopFutureHandlers


class MemoryOnly(MemoryFileUploadHandler):
    """Takes every file in memory up to the limit of the request; a larger one becomes an empty file named so.

    Django would put a large file in a temporary file. Here the rest is thrown away as it arrives, and the form
    refuses by `TooLarge.name`.
    """

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.activated = True
        # Of the whole request: a hundred files, each just small enough, are too large too.
        self.received = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.is_too_large = False
        try:
            super().new_file(*args, **kwargs)
        except StopFutureHandlers:
            return

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        from django.conf import settings

        self.received += len(raw_data)
        if self.received > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            self.is_too_large = True
            self.file.seek(0)
            self.file.truncate()
            return None
        return super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> Any:
        uploaded = super().file_complete(file_size)
        if uploaded is not None:
            uploaded.is_too_large = self.is_too_large  # type: ignore[attr-defined]  # the form asks for it
        return uploaded
