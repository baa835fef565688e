"""Static files: hashed names, also inside CSS and ES modules, one small stylesheet, compressed once at collection."""

import re

import brotli
from django.core.files.base import ContentFile
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/app.css"
APART = "css/components/card.css"  # only of pages that are printed: nobody else waits for it
IMPORT = re.compile(r'@import "([^"]+)";')
SCRIPT = re.compile(r"js/.+\.js")
STRING, COMMENT = r"\"[^\"]*\"|'[^']*'", r"/\*.*?\*/"


class Press(Compressor):
    @staticmethod
    def compress_brotli(data):
        """Drawings take a third of the time this way, and two bytes more in a thousand."""
        return brotli.compress(data, quality=10 if data.startswith(b"<svg") else 11)


class HashedFilesStorage(CompressedManifestStaticFilesStorage):
    # Static imports come out hashed, so no inline import map is needed: it would be a hole in the content policy.
    support_js_module_import_aggregation = True
    keep_only_hashed_files = True  # nothing asks for the others, and compressing them doubles the first start
    # Only in our own scripts: a comment in one of htmx's extensions "imports" a file that does not exist.
    _js_module_import_aggregation_patterns = (
        "js/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],
    )

    def create_compressor(self, **kwargs):
        return Press(**kwargs)

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            if SHEET in paths:
                self._make_one_sheet(paths)
            for name in [name for name in paths if SCRIPT.fullmatch(name)]:
                self._put(paths, name, squeeze_script(_read(paths, name)))
        yield from super().post_process(paths, dry_run, **options)

    def _make_one_sheet(self, paths):
        """Sixty small files cost a phone sixty answers and compress badly; each wraps itself in its layer."""
        brought_in = []

        def bring_in(found):
            brought_in.append(f"css/{found[1]}")
            return _read(paths, brought_in[-1])

        whole = IMPORT.sub(bring_in, _read(paths, SHEET))
        for name in brought_in:
            self.delete(name)
            paths.pop(name)
        self._put(paths, SHEET, squeeze(whole))

    def _put(self, paths, name, text):
        self.delete(name)
        self.save(name, ContentFile(text.encode()))
        paths[name] = (self, name)


def squeeze(css: str) -> str:
    """Take out comments and the space that only people need; what stands in quotes stays as it is."""
    css = re.sub(f"({STRING})|{COMMENT}", lambda found: found[1] or "", css, flags=re.S)
    return re.sub(rf"({STRING})|\s*([{{}};,])\s*|\s+", lambda found: found[1] or found[2] or " ", css).strip()


def squeeze_script(script: str) -> str:
    """Take out what only people read. Line by line: a text in our scripts never goes over a line's end (tested)."""
    lines = (re.sub(r"\s// .*", "", line).strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


def _read(paths, name):
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode()
