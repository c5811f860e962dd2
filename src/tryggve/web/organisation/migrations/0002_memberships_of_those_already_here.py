from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def give_memberships(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    # Accounts made before memberships existed belong to the installation's own municipality.
    membership = apps.get_model("organisation", "Membership")
    for person in apps.get_model("auth", "User").objects.all():
        membership.objects.get_or_create(user=person, municipality=settings.TRYGGVE_PLACE)


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(give_memberships, migrations.RunPython.noop)]
