"""The database itself refuses to change a line, or to take it away before its time."""

from django.db import migrations

from massage_site.audit.triggers import put_on, take_off


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_who_opened_what")]
    operations = [migrations.RunPython(put_on, take_off)]
