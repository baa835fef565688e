"""A fingerprint of what was sent, to tell a massage that comes twice from another one under the same key."""

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model


class RowEncoder(DjangoJSONEncoder):
    def default(self, value):
        return str(value.pk) if isinstance(value, Model) else super().default(value)


def digest_of(facts):
    return hashlib.sha256(json.dumps(facts, sort_keys=True, cls=RowEncoder).encode()).hexdigest()
