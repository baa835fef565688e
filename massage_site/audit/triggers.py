"""What makes the table append-only: rules inside the database, so that no code of ours can go round them.

A line may go when it is older than it has to be kept (models.KEPT_FOR). Nothing else is ever changed or taken away.
"""

DAYS = 2192  # six years, 45 CFR 164.316. Migration 0002 wrote it into the rules: another number needs a new migration.
REFUSAL = "audit_only_grows"

SQLITE = [
    f"""CREATE TRIGGER audit_never_changed BEFORE UPDATE ON audit_entry
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    f"""CREATE TRIGGER audit_kept_long_enough BEFORE DELETE ON audit_entry
    WHEN julianday(OLD.at) > julianday('now') - {DAYS}
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
]
SQLITE_OFF = ["DROP TRIGGER audit_never_changed", "DROP TRIGGER audit_kept_long_enough"]

POSTGRESQL = [
    f"""CREATE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND TG_LEVEL = 'ROW' THEN
        IF OLD.at <= now() - interval '{DAYS} days' THEN RETURN OLD; END IF;
      END IF;
      RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
    END $$""",
    """CREATE TRIGGER audit_never_changed BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_refuses()""",
    """CREATE TRIGGER audit_never_emptied BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses()""",
]
POSTGRESQL_OFF = [
    "DROP TRIGGER audit_never_changed ON audit_entry",
    "DROP TRIGGER audit_never_emptied ON audit_entry",
    "DROP FUNCTION audit_refuses()",
]
ON = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
OFF = {"sqlite": SQLITE_OFF, "postgresql": POSTGRESQL_OFF}


def put_on(apps, schema_editor):
    for line in ON[schema_editor.connection.vendor]:
        schema_editor.execute(line)


def take_off(apps, schema_editor):
    for line in OFF[schema_editor.connection.vendor]:
        schema_editor.execute(line)
