from django.db import migrations, models


class Migration(migrations.Migration):
    # A day turned into text is its own code of plan.dates, so what is stored stays true.

    dependencies = [
        ('registers', '0002_council_months'),
    ]

    operations = [
        migrations.AddField(
            model_name='agreement',
            name='ended_when',
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AlterModelOptions(
            name='informationgiven',
            options={'ordering': ('-id',)},
        ),
        migrations.AlterField(
            model_name='informationgiven',
            name='date',
            field=models.CharField(max_length=12),
        ),
        migrations.AlterField(
            model_name='leadingbody',
            name='decided',
            field=models.CharField(blank=True, default='', max_length=12),
            preserve_default=False,
        ),
    ]
