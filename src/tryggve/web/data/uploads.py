"""Files on their way in, capped in size."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler


class CappedUpload(TemporaryFileUploadHandler):
    """Stop reading a body as soon as it grows past the cap, so that a disk is never filled from outside."""

    received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Count and keep a part of the file."""
        self.received += len(raw_data)
        if self.received > settings.TRYGGVE_MAX_UPLOAD:
            self.request.upload_too_large = True  # type: ignore[union-attr]  # read by the view that called
            raise StopUpload(connection_reset=False)
        super().receive_data_chunk(raw_data, start)
