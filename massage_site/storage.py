"""Static files: hashed names, also inside CSS and ES modules, compressed once at collection."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFilesStorage(CompressedManifestStaticFilesStorage):
    # Static imports come out hashed, so no inline import map is needed: it would be a hole in the content policy.
    support_js_module_import_aggregation = True
    keep_only_hashed_files = True  # nothing asks for the others, and compressing them doubles the first start
    # Only in our own scripts: a comment in one of htmx's extensions "imports" a file that does not exist.
    _js_module_import_aggregation_patterns = (
        "js/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],
    )
