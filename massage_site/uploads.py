"""Files that people send stay in memory, up to a limit. No byte of them is written anywhere as it came."""

from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST_OF_ONE = 12 * 1024 * 1024  # bytes; a large photo of a phone has 8 MB
MOST_OF_ALL = 48 * 1024 * 1024  # of one request


class InMemory(FileUploadHandler):
    """Keeps what fits. A file that does not fit arrives empty, with `is_too_large` set, so that its form can say so."""

    chunk_size = 64 * 1024

    def __init__(self, request=None):
        super().__init__(request)
        self.all, self.kept = 0, None

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.kept, self.size = BytesIO(), 0

    def receive_data_chunk(self, raw_data, start):
        self.size += len(raw_data)
        self.all += len(raw_data)
        if self.size <= MOST_OF_ONE and self.all <= MOST_OF_ALL:
            self.kept.write(raw_data)
        else:
            self.kept = BytesIO()

    def file_complete(self, file_size):
        is_whole = self.kept.getbuffer().nbytes == file_size
        size = file_size if is_whole else 0
        kept = self.kept if is_whole else BytesIO()
        kept.seek(0)
        sent = InMemoryUploadedFile(
            kept, self.field_name, self.file_name, self.content_type, size, self.charset, self.content_type_extra
        )
        sent.is_too_large = not is_whole
        return sent
