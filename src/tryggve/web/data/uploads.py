"""Files on their way in, capped in size."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

from tryggve.errors import UnreadableFileError


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


def too_large() -> UnreadableFileError:
    """Return the error that says that a body grew past the cap."""
    limit = settings.TRYGGVE_MAX_UPLOAD // 2**20
    return UnreadableFileError(
        sv=f"Filen är större än {limit} MB, som är gränsen här. Dela upp den eller läs in den på kommandoraden.",
        en=f"The file is larger than {limit} MB, the limit here. Split it or import it on the command line.",
    )
