"""`dev.py`: what it refuses, and what it does not do twice."""

import os
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import browser
import pytest

from devtools import steps, suite

ROOT = Path(__file__).resolve().parents[2]


def dev(*args, **env):
    kept = {key: value for key, value in os.environ.items() if key not in ("SITE_URL", "DATABASE_URL")}
    command = [sys.executable, "dev.py", *args]
    return subprocess.run(command, cwd=ROOT, env=kept | env, capture_output=True, text=True, check=False, timeout=30)


@pytest.fixture
def var(tmp_path, monkeypatch):
    monkeypatch.setattr(steps, "VAR", tmp_path)
    monkeypatch.setattr(steps, "DATABASE", tmp_path / "handhug.sqlite3")
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    return tmp_path


def test_the_demo_refuses_an_address_that_the_world_can_reach(tmp_path):
    done = dev("demo", SITE_URL="https://handhug.example", HANDHUG_VAR=str(tmp_path))
    assert done.returncode != 0
    assert "localhost only" in done.stderr


def test_the_demo_refuses_to_touch_another_database(tmp_path):
    done = dev("demo", "--reset", DATABASE_URL="postgres://somewhere/real", HANDHUG_VAR=str(tmp_path))
    assert done.returncode != 0
    assert "Unset DATABASE_URL" in done.stderr


@pytest.mark.parametrize("reset", [[], ["--reset"]])
def test_the_demo_leaves_a_database_alone_that_it_did_not_make(tmp_path, reset):
    real = tmp_path / "handhug.sqlite3"
    with sqlite3.connect(real) as connection:
        connection.execute("CREATE TABLE real_babies (name)")
    before = real.read_bytes()
    done = dev("demo", *reset, HANDHUG_VAR=str(tmp_path))
    assert done.returncode != 0
    assert "was not made by the demo" in done.stderr
    assert real.read_bytes() == before


def test_a_taken_port_is_named_with_a_way_out(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = dev("demo", "--port", str(port), HANDHUG_VAR=str(tmp_path))
    assert done.returncode != 0
    assert f"port {port}" in done.stderr
    assert f"--port {port + 1}" in done.stderr


def test_an_unknown_word_prints_what_there_is():
    done = dev("dance")
    assert done.returncode != 0
    assert "python3 dev.py demo" in done.stderr


def test_a_step_is_done_again_only_when_what_it_reads_changed(var):
    (var / "catalogue").mkdir()
    (var / "catalogue" / "a.yaml").write_text("one")
    steps.done("catalogue", steps.changed("catalogue", "catalogue"))
    assert steps.changed("catalogue", "catalogue") is None
    (var / "catalogue" / "a.yaml").write_text("two")
    assert steps.changed("catalogue", "catalogue")


def test_a_renamed_file_is_a_change_and_a_compiled_one_is_not(var):
    (var / "catalogue").mkdir()
    (var / "catalogue" / "a.yaml").write_text("one")
    before = steps.fingerprint("catalogue")
    (var / "catalogue" / "__pycache__").mkdir()
    (var / "catalogue" / "__pycache__" / "a.pyc").write_text("compiled by Python")
    (var / "catalogue" / "__pycache__" / "a.nbi").write_text("compiled by the picture maker")
    assert steps.fingerprint("catalogue") == before
    (var / "catalogue" / "a.yaml").rename(var / "catalogue" / "b.yaml")
    assert steps.fingerprint("catalogue") != before


def test_a_demo_that_could_not_be_furnished_leaves_the_old_one_in_place(var, monkeypatch):
    steps.DATABASE.write_text("the old one")

    def broken(*args, **env):
        sys.exit("no")

    monkeypatch.setattr(steps, "manage", broken)
    with pytest.raises(SystemExit):
        steps.furnish()
    assert steps.DATABASE.read_text() == "the old one"


def test_a_furnished_database_says_of_itself_that_it_is_the_demo(var, monkeypatch):
    commands = []
    monkeypatch.setattr(steps, "manage", lambda *args, **env: commands.append(args[0]))
    (var / "requirements.txt").touch()
    steps.furnish()
    assert commands == ["migrate", "createcachetable", "load_catalogue", "furnish_demo"]
    assert steps.is_demo(steps.DATABASE)


def test_what_a_site_keeps_is_made_for_its_own_account_alone(var, monkeypatch):
    monkeypatch.setattr(steps, "VAR", var / "new")
    steps.make_var()
    assert steps.VAR.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("url", "said"),
    [("postgres://hand:sesame@db.example:5432/hug", "postgres on db.example: /hug"), ("", "handhug.sqlite3")],
)
def test_a_command_says_on_which_database_it_works_and_no_password(var, monkeypatch, url, said):
    monkeypatch.setenv("DATABASE_URL", url)
    assert steps.which_database().endswith(said)
    assert "sesame" not in steps.which_database()


def test_without_a_database_server_ci_fails_and_everybody_else_is_told(monkeypatch, capsys):
    monkeypatch.setattr(suite.postgres, "programs", lambda: None)
    monkeypatch.setenv("CI", "true")
    assert suite.on_postgres([]) == (1, False)
    monkeypatch.delenv("CI")
    assert suite.on_postgres([]) == (0, False)
    assert "apt-get install postgresql" in capsys.readouterr().out


def test_without_a_browser_ci_fails_and_everybody_else_is_told(monkeypatch):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="No Chromium"):
        browser.ask_for_chromium(None)
    monkeypatch.delenv("CI")
    with pytest.raises(pytest.skip.Exception, match="apt-get install chromium"):
        browser.ask_for_chromium(None)


def test_the_counts_of_all_runs_are_added_up(tmp_path, monkeypatch):
    monkeypatch.setattr(suite, "VAR", tmp_path)
    for name in ("one", "two"):
        report = '<testsuites><testsuite tests="5" failures="1" errors="0" skipped="1"/></testsuites>'
        (tmp_path / f"tests-{name}.xml").write_text(report)
    assert suite.count("one", "two") == {"passed": 6, "failed": 2, "skipped": 2}
