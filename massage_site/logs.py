"""What the server writes to its log: when, which kind of mistake, where in the code.

Never what an error says of itself: a database quotes the row, a parser what somebody typed.
"""

import logging
import time
import traceback


class WithoutWords(logging.Formatter):
    converter = time.gmtime
    default_time_format, default_msec_format = "%Y-%m-%dT%H:%M:%S", "%s.%03dZ"

    def formatMessage(self, record):
        """One line, whatever stands in it: nobody writes a line of their own into the log."""
        return super().formatMessage(record).encode("unicode_escape").decode()

    def formatException(self, info):
        kind, error, trace = info
        before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        first = [self.formatException((type(before), before, before.__traceback__))] if before else []
        return "\n".join([*first, *map(str.rstrip, traceback.format_tb(trace)), f"{kind.__module__}.{kind.__name__}"])


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": WithoutWords, "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},  # up to the root: no letter with a whole request to anybody
        "django.request": {"level": "ERROR"},  # who was turned away from a baby is a line in the audit
    },
}
