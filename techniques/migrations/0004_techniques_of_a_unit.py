"""What a unit writes itself: drafts, uploaded pictures, and what its lead decided."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_people_and_units'),
        ('techniques', '0003_claims_shown_by_a_unit'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DraftStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(choices=[('both', 'NICU and home'), ('nicu', 'NICU'), ('home', 'Home')], default='both', max_length=10)),
                ('order', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=250)),
                ('picture', models.CharField(help_text='technique/key; the side is added when shown', max_length=100)),
                ('drawn', models.CharField(choices=[('each_side', 'One drawing for each side'), ('once', 'One drawing for both sides'), ('left', 'The left leg'), ('right', 'The right leg')], default='each_side', max_length=10)),
                ('alt', models.CharField(max_length=250)),
                ('is_stroke', models.BooleanField(default=False, help_text='the step that is repeated for each pass')),
                ('only_if_faster', models.BooleanField(default=False, help_text='only if the plan says may go faster')),
            ],
            options={
                'ordering': ('draft', 'order', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='TechniqueDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('published', 'Published'), ('retired', 'Retired'), ('returned', 'Brought back')], max_length=10)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ('-at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='TechniqueDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.CharField(choices=[('whole_leg', 'Whole leg'), ('foot', 'Foot and sole'), ('toes', 'Toes'), ('both_legs', 'Both legs and hips'), ('arms', 'Arms and hands'), ('tummy', 'Tummy'), ('chest', 'Chest'), ('back', 'Back'), ('head', 'Head and face'), ('hands', 'Your own hands')], max_length=20, verbose_name='region')),
                ('kind', models.CharField(choices=[('stroking', 'Stroking or moving'), ('still', 'Still hands'), ('preparation', 'Getting ready')], default='stroking', max_length=20, verbose_name='kind')),
                ('own_timing', models.CharField(blank=True, choices=[('before_feed', 'Before a feed'), ('after_bath', 'After a bath'), ('between_feeds', 'Between feeds'), ('as_team_says', 'When the team says')], max_length=20, verbose_name='own timing')),
                ('family_name', models.CharField(max_length=100)),
                ('professional_name', models.CharField(max_length=100)),
                ('synonyms', models.JSONField(blank=True, default=list)),
                ('position', models.CharField(max_length=200)),
                ('hands', models.CharField(max_length=200)),
                ('direction', models.CharField(choices=[('to_foot', 'Towards the foot'), ('to_heart', 'Towards the heart'), ('circle', 'In circles'), ('press', 'Pressing'), ('side_to_side', 'Side to side'), ('bend_stretch', 'Bending and stretching'), ('none', 'No movement')], max_length=20)),
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
                ('known', models.CharField(max_length=400)),
                ('sources', models.JSONField(blank=True, default=list)),
                ('passes', models.PositiveSmallIntegerField(default=3)),
                ('touches', models.PositiveSmallIntegerField(default=1)),
                ('seconds', models.PositiveSmallIntegerField(default=5)),
                ('evidence', models.CharField(choices=[('T', 'Tradition'), ('I', 'Studies of other kinds of massage'), ('D', 'Small studies of leg or foot massage')], default='T', max_length=1)),
                ('started_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('asked_at', models.DateTimeField(blank=True, null=True)),
                ('reviewed_at', models.DateTimeField(blank=True, null=True)),
                ('words', models.CharField(blank=True, max_length=300, verbose_name='for the team')),
                ('sent_back_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ('family_name', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='UnitPicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=32, unique=True)),
                ('width', models.PositiveSmallIntegerField()),
                ('height', models.PositiveSmallIntegerField()),
                ('kept_at', models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='step',
            name='step_has_picture',
        ),
        migrations.RemoveConstraint(
            model_name='step',
            name='step_has_alternative_text',
        ),
        migrations.AlterField(
            model_name='step',
            name='drawn',
            field=models.CharField(choices=[('each_side', 'One drawing for each side'), ('once', 'One drawing for both sides'), ('left', 'The left leg'), ('right', 'The right leg')], default='each_side', max_length=10),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(('picture', ''), models.Q(('alt', ''), _negated=True), _connector='OR'), name='step_picture_has_alternative_text'),
        ),
        migrations.AddField(
            model_name='techniquedecision',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='techniquedecision',
            name='technique',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='techniques.technique'),
        ),
        migrations.AddField(
            model_name='techniquedecision',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='techniques.techniqueversion'),
        ),
        migrations.AddField(
            model_name='techniquedraft',
            name='asked_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='techniquedraft',
            name='changed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='techniquedraft',
            name='reviewed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='techniquedraft',
            name='sent_back_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='techniquedraft',
            name='started_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='techniquedraft',
            name='technique',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='draft', to='techniques.technique'),
        ),
        migrations.AddField(
            model_name='techniquedraft',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='technique_drafts', to='accounts.unit'),
        ),
        migrations.AddField(
            model_name='draftstep',
            name='draft',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='techniques.techniquedraft'),
        ),
        migrations.AddField(
            model_name='unitpicture',
            name='kept_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='unitpicture',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pictures', to='accounts.unit'),
        ),
        migrations.AddConstraint(
            model_name='techniquedecision',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ('published', 'retired', 'returned'))), name='decision_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='techniquedecision',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'published')), fields=('version',), name='version_published_once'),
        ),
        migrations.AddConstraint(
            model_name='techniquedraft',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('asked_at', None), ('asked_by', None)), models.Q(('asked_at__isnull', False), ('asked_by__isnull', False)), _connector='OR'), name='draft_asked_by_a_person'),
        ),
        migrations.AddConstraint(
            model_name='techniquedraft',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reviewed_at', None), ('reviewed_by', None)), models.Q(('reviewed_at__isnull', False), ('reviewed_by__isnull', False)), _connector='OR'), name='draft_reviewed_by_a_person'),
        ),
        migrations.AddConstraint(
            model_name='techniquedraft',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sent_back_at', None), ('sent_back_by', None)), models.Q(('sent_back_at__isnull', False), ('sent_back_by__isnull', False)), _connector='OR'), name='draft_sent_back_by_a_person'),
        ),
        migrations.AddConstraint(
            model_name='techniquedraft',
            constraint=models.CheckConstraint(condition=models.Q(('reviewed_at', None), ('asked_at__isnull', False), _connector='OR'), name='draft_asked_before_reviewed'),
        ),
        migrations.AddConstraint(
            model_name='techniquedraft',
            constraint=models.CheckConstraint(condition=models.Q(('reviewed_by', None), ('asked_by', None), models.Q(('reviewed_by', models.F('asked_by')), _negated=True), _connector='OR'), name='draft_reviewed_by_another'),
        ),
        migrations.AddConstraint(
            model_name='techniquedraft',
            constraint=models.CheckConstraint(condition=models.Q(('passes__range', (1, models.F('passes_limit'))), ('seconds__range', (1, 120)), ('touches__range', (1, 20))), name='draft_numbers_in_limit'),
        ),
        migrations.AddConstraint(
            model_name='unitpicture',
            constraint=models.CheckConstraint(condition=models.Q(('height__gte', 1), ('width__gte', 1)), name='unit_picture_has_a_size'),
        ),
    ]
