"""Whoever is signed in stays so: open login sessions go over from Django's own table."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import migrations
from django.utils import timezone


def take_along(apps, schema_editor):
    Old, New = apps.get_model("sessions", "Session"), apps.get_model("accounts", "LoginSession")
    people = set(apps.get_model("accounts", "User").objects.values_list("pk", flat=True))
    for row in Old.objects.filter(expire_date__gt=timezone.now()).iterator():
        said = SessionStore().decode(row.session_data).get(SESSION_KEY, "")
        user = int(said) if said.isdecimal() and int(said) in people else None
        facts = {"session_data": row.session_data, "expire_date": row.expire_date, "user_id": user}
        New.objects.get_or_create(session_key=row.session_key, defaults=facts)
    Old.objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_login_sessions"),
        ("sessions", "0001_initial"),
    ]

    operations = [migrations.RunPython(take_along, migrations.RunPython.noop)]
