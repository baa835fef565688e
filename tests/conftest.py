"""What every test can ask for. The cast is in cast.py, devices in browser.py."""

import pytest

from massage_site.audit import triggers

pytest_plugins = ["cast", "cards", "browser", "demo_site", "webkit"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """Put SQLite's test database into a file: browser tests have many threads, and in memory they would share
    one connection and step into each other's transactions."""
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def a_browser_test_leaves_nothing():
    """It ends by emptying every table. The audit refuses: for that moment alone its rules are off. And the cache, which
    is no model's table, would go on counting wrong codes against the tests after it."""
    from django.db import connection

    ops = connection.ops
    empty, vendor = ops.sql_flush, connection.vendor

    def sql_flush(style, tables, **kwargs):
        lines = [*empty(style, tables, **kwargs), 'DELETE FROM "shared_cache"']
        return [*triggers.OFF[vendor], *lines, *triggers.ON[vendor]] if "audit_entry" in tables else lines

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(ops), "sql_flush", lambda self, *args, **kwargs: sql_flush(*args, **kwargs))
        yield
