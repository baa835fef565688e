"""What every test can ask for. The cast is in cast.py, devices in browser.py."""

import pytest

pytest_plugins = ["cast", "browser", "demo_site", "webkit"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """Put SQLite's test database into a file: browser tests have many threads, and in memory they would share
    one connection and step into each other's transactions."""
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
