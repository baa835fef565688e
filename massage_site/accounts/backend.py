"""Who is signed in, and where they work: one question to the database, because every page asks both."""

from django.contrib.auth.backends import ModelBackend
from django.db.models import F, FilteredRelation, Q

from .models import User

ROWS = User.objects.alias(  # a row for each place; somebody without one has a row too
    place=FilteredRelation("memberships", condition=Q(memberships__ended_at=None))
).annotate(place_unit=F("place__unit"), place_role=F("place__role"))


class PeopleBackend(ModelBackend):
    def get_user(self, user_id):
        rows = list(ROWS.filter(pk=user_id))
        if not rows or not self.user_can_authenticate(rows[0]):
            return None
        user = rows[0]
        user.known_places = {row.place_unit: row.place_role for row in rows if row.place_unit}
        return user
