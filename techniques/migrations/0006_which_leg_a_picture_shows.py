from django.db import migrations


def ask_anew(apps, schema_editor):
    """"Both legs, or none" stood there before anybody had chosen it."""
    apps.get_model("techniques", "DraftStep").objects.filter(drawn="once").update(drawn="")


class Migration(migrations.Migration):

    dependencies = [("techniques", "0005_leaflets_of_a_unit")]

    operations = [migrations.RunPython(ask_anew, migrations.RunPython.noop)]
