from django.db import migrations, models


class Migration(migrations.Migration):
    # A day turned into text is its own code of plan.dates, so what is stored stays true.

    dependencies = [
        ('picture', '0002_adoption_as_known'),
    ]

    operations = [
        migrations.AlterField(
            model_name='picture',
            name='as_of',
            field=models.CharField(blank=True, default='', max_length=12),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='problem',
            name='analysed',
            field=models.CharField(blank=True, default='', max_length=12),
            preserve_default=False,
        ),
    ]
