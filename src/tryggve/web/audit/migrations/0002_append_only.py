from django.db import migrations

from tryggve.web.audit.guard import lift_guard, set_guard


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: set_guard(editor.connection),
            lambda apps, editor: lift_guard(editor.connection),
            elidable=False,
        ),
    ]
