"""Carry what plans say of operational plans over into answers, where the newest counts."""

from typing import Any

from django.db import migrations
from django.utils import timezone

from tryggve.plan.operational import read_entry


def carry_over(apps: Any, _schema_editor: Any) -> None:
    """Make a yes of every note; one that already has an answer is left."""
    activities = apps.get_model("plans", "Activity").objects.exclude(in_operational_plan="")
    answers = apps.get_model("followup", "OperationalAnswer").objects
    for activity in activities.filter(operational_answers__isnull=True):
        entry = read_entry(activity.in_operational_plan)
        answers.create(
            activity=activity,
            answer=entry.answer.value,
            date=entry.date,
            paragraph=entry.paragraph[:40],
            what=entry.what[:300],
            at=timezone.now(),
            by="planen",
        )


class Migration(migrations.Migration):

    dependencies = [
        ("followup", "0003_operational_answers_and_workbooks"),
        ("plans", "0001_initial"),
    ]

    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
