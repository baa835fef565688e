"""The tables of the library."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("accounts", "0001_people_and_units"),
    ]

    operations = [
        migrations.CreateModel(
            name='Technique',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True, verbose_name='field name')),
                ('region', models.CharField(choices=[('whole_leg', 'Whole leg'), ('foot', 'Foot and sole'), ('toes', 'Toes'), ('both_legs', 'Both legs and hips'), ('arms', 'Arms and hands'), ('tummy', 'Tummy'), ('chest', 'Chest'), ('back', 'Back'), ('head', 'Head and face'), ('hands', 'Your own hands')], max_length=20, verbose_name='region')),
                ('kind', models.CharField(choices=[('stroking', 'Stroking or moving'), ('still', 'Still hands'), ('preparation', 'Getting ready')], default='stroking', max_length=20, verbose_name='kind')),
                ('status', models.CharField(choices=[('published', 'Published'), ('named_only', 'Named only, no steps yet'), ('retired', 'Retired')], default='published', max_length=20, verbose_name='status')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('own_timing', models.CharField(blank=True, choices=[('before_feed', 'Before a feed'), ('after_bath', 'After a bath'), ('between_feeds', 'Between feeds'), ('as_team_says', 'When the team says')], max_length=20, verbose_name='own timing')),
                ('needs_before', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='leads_to', to='techniques.technique', verbose_name='comes after')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='techniques', to='accounts.unit', verbose_name='unit')),
            ],
            options={
                'ordering': ('order', 'slug'),
            },
        ),
        migrations.CreateModel(
            name='TechniqueVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(default='en', max_length=10)),
                ('number', models.PositiveSmallIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('family_name', models.CharField(max_length=100)),
                ('professional_name', models.CharField(max_length=100)),
                ('synonyms', models.JSONField(blank=True, default=list)),
                ('position', models.CharField(max_length=200)),
                ('hands', models.CharField(max_length=200)),
                ('direction', models.CharField(choices=[('to_foot', 'Towards the foot'), ('to_heart', 'Towards the heart'), ('circle', 'In circles'), ('press', 'Pressing'), ('side_to_side', 'Side to side'), ('bend_stretch', 'Bending and stretching'), ('none', 'No movement')], max_length=20)),
                ('passes', models.PositiveSmallIntegerField()),
                ('touches', models.PositiveSmallIntegerField(help_text='touches in one pass')),
                ('seconds', models.PositiveSmallIntegerField(help_text='for one touch; for still hands the least')),
                ('passes_limit', models.PositiveSmallIntegerField(default=3)),
                ('counted_in', models.CharField(choices=[('stroke', 'Stroke'), ('round', 'Round'), ('hold', 'Hold')], default='stroke', max_length=10)),
                ('source_value', models.CharField(help_text='what the source says about the number', max_length=300)),
                ('how_often', models.CharField(max_length=120)),
                ('how_slow', models.CharField(max_length=120)),
                ('how_firm', models.CharField(max_length=160)),
                ('gentle_variant', models.CharField(blank=True, max_length=300)),
                ('good_to_know', models.CharField(blank=True, max_length=300)),
                ('precautions', models.JSONField(blank=True, default=list)),
                ('stops', models.JSONField(blank=True, default=list, help_text='those precautions that rule it out')),
                ('evidence', models.CharField(choices=[('T', 'Tradition'), ('I', 'Studies of other kinds of massage'), ('D', 'Small studies of leg or foot massage')], max_length=1)),
                ('known', models.CharField(max_length=400)),
                ('author', models.CharField(max_length=100)),
                ('review_state', models.CharField(choices=[('not_reviewed', 'Not yet reviewed by a clinician'), ('reviewed', 'Reviewed by a clinician')], default='not_reviewed', max_length=20)),
                ('sources', models.JSONField(blank=True, default=list)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('technique', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='techniques.technique')),
            ],
            options={
                'ordering': ('technique', 'language', 'number'),
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(choices=[('both', 'NICU and home'), ('nicu', 'NICU'), ('home', 'Home')], default='both', max_length=10)),
                ('order', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=250)),
                ('picture', models.CharField(help_text='technique/key; the side is added when shown', max_length=100)),
                ('drawn', models.CharField(choices=[('each_side', 'One drawing for each side'), ('once', 'One drawing for both sides')], default='each_side', max_length=10)),
                ('alt', models.CharField(max_length=250)),
                ('is_stroke', models.BooleanField(default=False, help_text='the step that is repeated for each pass')),
                ('only_if_faster', models.BooleanField(default=False, help_text='only if the plan says may go faster')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='techniques.techniqueversion')),
            ],
            options={
                'ordering': ('version', 'order'),
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=300)),
                ('said_by', models.CharField(max_length=100)),
                ('evidence', models.CharField(choices=[('T', 'Tradition'), ('I', 'Studies of other kinds of massage'), ('D', 'Small studies of leg or foot massage')], max_length=1)),
                ('show_to_family', models.BooleanField(default=False)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='techniques.techniqueversion')),
            ],
            options={
                'ordering': ('version', 'order'),
            },
        ),
        migrations.AddConstraint(
            model_name='technique',
            constraint=models.CheckConstraint(condition=models.Q(('needs_before', models.F('pk')), _negated=True), name='technique_not_before_itself'),
        ),
        migrations.AddConstraint(
            model_name='technique',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ('published', 'named_only', 'retired'))), name='technique_status_known'),
        ),
        migrations.AddConstraint(
            model_name='technique',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ('stroking', 'still', 'preparation'))), name='technique_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='techniqueversion',
            constraint=models.UniqueConstraint(fields=('technique', 'language', 'number'), name='technique_version_numbered_once'),
        ),
        migrations.AddConstraint(
            model_name='techniqueversion',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='technique_version_from_one'),
        ),
        migrations.AddConstraint(
            model_name='techniqueversion',
            constraint=models.CheckConstraint(condition=models.Q(('passes__lte', models.F('passes_limit')), ('passes_limit__lte', 10)), name='technique_version_passes_in_limit'),
        ),
        migrations.AddConstraint(
            model_name='techniqueversion',
            constraint=models.CheckConstraint(condition=models.Q(('direction__in', ('to_foot', 'to_heart', 'circle', 'press', 'side_to_side', 'bend_stretch', 'none'))), name='technique_version_direction_known'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.UniqueConstraint(fields=('version', 'order'), name='step_ordered_once'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(('picture', ''), _negated=True), name='step_has_picture'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(('alt', ''), _negated=True), name='step_has_alternative_text'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(('place__in', ('both', 'nicu', 'home'))), name='step_place_known'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.UniqueConstraint(fields=('version', 'order'), name='claim_ordered_once'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('said_by', ''), _negated=True), name='claim_says_who'),
        ),
    ]
