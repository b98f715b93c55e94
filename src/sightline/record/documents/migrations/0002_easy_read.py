from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='sentdocument',
            name='easy',
            field=models.BooleanField(default=False, verbose_name='In Easy Read'),
        ),
    ]
