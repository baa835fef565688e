"""Every table has a policy: what it holds, why, how long, and what happens then."""

import tomllib
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from massage_site.accounts.devices import DeviceCode
from massage_site.accounts.kept import PIN_GOOD_FOR, DevicePin
from massage_site.audit.models import KEPT_FOR, Entry

pytestmark = pytest.mark.django_db

POLICIES = tomllib.loads((Path(__file__).parents[2] / "docs/data-retention.toml").read_text())["policy"]


def test_every_table_has_one_policy_and_every_policy_a_table():
    listed = Counter(table for policy in POLICIES for table in policy["tables"])
    assert set(connection.introspection.table_names()) ^ set(listed) == set()
    assert [table for table, times in listed.items() if times > 1] == []


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy["tables"][0])
def test_a_policy_says_all_four_things(policy):
    assert set(policy) == {"tables", "what", "why", "how_long", "then"}
    assert all(policy.values())


def test_the_document_and_the_code_name_the_same_days():
    (audit,) = (policy for policy in POLICIES if policy["tables"] == ["audit_entry"])
    assert f"{KEPT_FOR.days} days" in audit["how_long"]


def test_forget_takes_what_is_over_and_nothing_else(cast):
    now = timezone.now()
    DeviceCode.issue(cast.pat, now - timedelta(days=2))
    DeviceCode.issue(cast.jo, now)
    for person, made in ((cast.pat, now - PIN_GOOD_FOR - timedelta(days=1)), (cast.jo, now)):
        DevicePin.keep(person, "the device", "582914", made)
    for at in (now - KEPT_FOR - timedelta(days=1), now):
        Entry.objects.create(at=at, who=cast.tess, act="log", wrote=False, status=200)
    with time_machine.travel(now - timedelta(hours=2)):
        cache.set("over", 1, 3600)
    cache.set("counts", 1, 3600)
    call_command("forget", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM shared_cache")
        keys = [key for (key,) in cursor.fetchall()]
    assert [key for key in keys if "over" in key] == []
    assert [key for key in keys if "counts" in key] != []
    assert DeviceCode.objects.get().user == cast.jo
    assert DevicePin.objects.get().user == cast.jo
    assert Entry.objects.get().at == now
