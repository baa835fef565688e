"""Who is signed in, and whether they work anywhere: one question to the database, because every page asks both."""

from django.contrib.auth.backends import ModelBackend
from django.db.models import Exists, OuterRef

from .models import UnitMember, User


class PeopleBackend(ModelBackend):
    def get_user(self, user_id):
        work = UnitMember.objects.active().filter(user=OuterRef("pk"))
        user = User.objects.annotate(is_at_work=Exists(work)).filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
