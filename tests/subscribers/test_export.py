"""Exports: nothing lost between two Ganchus, no formula for a spreadsheet, columns that services know."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.model import ConsentRecord
from digest.storage import subscribers as rows
from digest.subscribers import export, forgetting, intake, roster, taken
from digest.subscribers.identity import identity

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.storage.store import Store

NOW = datetime(2026, 11, 26, 7, 0, tzinfo=UTC)
CONSENT = roster.Consent(source="form", at=NOW - timedelta(days=9))
NAMES = {"weekly": "weekly", "brief": "brief"}
# An apostrophe, a formula, a comma, a quotation mark, line breaks: what tables break on.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    [
        "=1+1",
        "'=1+1",
        "''-x",
        "+82 10",
        "@home",
        "-",
        "a,b;c\td",
        '"quoted"',
        "김 민지",
        "\r\n=x",
        "'",
        "' =x",
    ]
)
LOCALS = st.sampled_from(["a", "A.b", "+82", "=cmd|x", "-a", "o'neil", "'=x", "x+y", "''q"])
REASONS = st.sampled_from(["unsubscribed", "bounced", "complained", "removed"])
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2026, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - aware by timezones
PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "local": LOCALS,
            "domain": st.sampled_from(["example.org", "한국.example"]),
            "name": TEXTS,
            "language": st.sampled_from(["ko", "en"]),
            "lists": st.sets(st.sampled_from(["weekly", "brief"])),
            "source": TEXTS,
            "at": MOMENTS,
            "confirmed": st.none() | MOMENTS,
            "left": st.none() | st.tuples(REASONS, TEXTS, MOMENTS),
        }
    ),
    max_size=6,
    unique_by=lambda one: f"{one['local']}@{one['domain']}".casefold(),
)


def written(store: Store, **how: Any) -> bytes:
    parts: list[bytes] = []
    export.export(store, parts.append, zone=UTC, **how)
    return b"".join(parts)


def cells(data: bytes, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(encoding), newline="")))


def bring(store: Store, data: bytes) -> taken.Intake:
    wanted = taken.Wanted(names=NAMES)
    return intake.bring_in(
        store,
        data,
        subject="own.csv",
        consent=taken.Consent(source="import", at=NOW),
        now=NOW,
        wanted=wanted,
    )


def everything(store: Store) -> tuple[Any, ...]:
    with store.read() as connection:
        people = sorted(rows.every(connection), key=lambda one: one.id)
        left = sorted(rows.suppressions(connection), key=lambda one: one.address)
        ids = [one.id for one in people] + [identity(one.address) for one in left]
        consents = {who: rows.consents(connection, who) for who in ids}
    return people, left, consents


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PEOPLE)
def test_an_export_brought_in_elsewhere_gives_the_same_people_consents_lists_and_suppressions(
    another: Callable[[], Store], people: list[dict[str, Any]]
):
    here, there = another(), another()
    for one in people:
        address = f"{one['local']}@{one['domain']}"
        roster.add(
            here,
            address,
            consent=roster.Consent(source=one["source"], at=one["at"]),
            now=NOW,
            name=one["name"],
            language=one["language"],
            lists=one["lists"],
        )
        if one["confirmed"]:
            roster.confirm(here, address, consent=roster.Consent(source=one["source"], at=one["confirmed"]))
        if one["left"]:
            reason, detail, at = one["left"]
            roster.remove(here, address, now=at, reason=reason, detail=detail)
    data = written(here)
    assert bring(there, data).refused == []
    assert everything(there) == everything(here)
    assert bring(there, data).added == 0
    assert everything(there) == everything(here)


def test_no_cell_is_a_formula(store: Store):
    roster.add(store, "=1+cmd@example.org", consent=CONSENT, now=NOW, name="@SUM(1+1)*cmd|' /C calc'!A0")
    roster.remove(store, "=1+cmd@example.org", now=NOW, detail="-2+3")
    roster.add(store, "b@example.org", consent=CONSENT, now=NOW, name="+82")
    for target in ("own", "stibee", "mailchimp", "listmonk"):
        for gone in (True, False):
            for row in cells(written(store, target=target, gone=gone)):
                assert not [cell for cell in row.values() if cell[:1] in tuple("=+-@\t\r") and cell]


def test_an_address_that_a_service_would_take_wrongly_is_left_out_and_told(store: Store):
    roster.add(store, "+82@example.org", consent=CONSENT, now=NOW)
    roster.add(store, "a@example.org", consent=CONSENT, now=NOW)
    done = export.export(store, lambda _: None, target="stibee", zone=UTC)
    assert (done.people, [address for address, _ in done.lost]) == (1, ["+82@example.org"])


def test_what_cp949_has_no_sign_for_is_told(store: Store):
    roster.add(store, "a@example.org", consent=CONSENT, now=NOW, name="꽃🌸님")
    roster.add(store, "b@example.org", consent=CONSENT, now=NOW, name="김민지")
    parts: list[bytes] = []
    done = export.export(store, parts.append, encoding="cp949", zone=UTC)
    names = [row["name"] for row in cells(b"".join(parts), "cp949")]
    assert sorted(names) == ["김민지", "꽃?님"]
    assert [address for address, _ in done.lost] == ["a@example.org"]
    assert "🌸" in done.lost[0][1]


def test_utf_8_begins_with_the_mark_that_excel_looks_for(store: Store):
    assert written(store).startswith(b"\xef\xbb\xbfemail,")


def test_each_service_reads_its_own_columns_and_we_read_them_back(another: Callable[[], Store]):
    here = another()
    roster.add(
        here, "a@example.org", consent=CONSENT, now=NOW, name="김민지", language="en", lists=["weekly"]
    )
    roster.add(here, "b@example.org", consent=CONSENT, now=NOW)
    roster.remove(here, "b@example.org", now=NOW, reason="bounced")
    stibee, mailchimp, listmonk = (
        cells(written(here, target=target)) for target in ("stibee", "mailchimp", "listmonk")
    )
    assert (stibee[0]["이메일 주소"], stibee[0]["이름"]) == ("a@example.org", "김민지")
    assert (mailchimp[0]["Email Address"], mailchimp[0]["First Name"]) == ("a@example.org", "김민지")
    assert json.loads(listmonk[0]["attributes"]) == {"language": "en", "lists": ["weekly"]}
    for target in ("stibee", "mailchimp", "listmonk"):
        there = another()
        bring(there, written(here, target=target))
        bring(there, written(here, target=target, gone=True))
        person = roster.listed(there)[0]
        assert (person.address, person.name, person.language) == ("a@example.org", "김민지", "en")
        assert person.consented == CONSENT.at
        with there.read() as connection:
            (left,) = rows.suppressions(connection)
        assert left.address == "b@example.org"
        assert left.reason == ("removed" if target == "listmonk" else "bounced")


def test_only_who_is_on_a_list(store: Store):
    roster.add(store, "a@example.org", consent=CONSENT, now=NOW, lists=["weekly"])
    roster.add(store, "b@example.org", consent=CONSENT, now=NOW, lists=["brief"])
    roster.add(store, "c@example.org", consent=CONSENT, now=NOW)
    assert [row["email"] for row in cells(written(store, lists=("brief",)))] == ["b@example.org"]


def test_forgotten_addresses_are_counted_and_not_written(store: Store):
    roster.add(store, "a@example.org", consent=CONSENT, now=NOW)
    forgetting.forget(store, "a@example.org", now=NOW)
    parts: list[bytes] = []
    assert export.export(store, parts.append, zone=UTC).sealed == 1
    assert len(cells(b"".join(parts))) == 0


def test_consents_that_readers_gave_on_the_web_travel_too(another: Callable[[], Store]):
    here, there = another(), another()
    roster.add(here, "a@example.org", consent=CONSENT, now=NOW)
    with here.write() as connection:
        record = ConsentRecord(kind="confirmed", at=NOW, source="preferences page")
        rows.note_consent(connection, identity("a@example.org"), record)
    bring(there, written(here))
    assert everything(there) == everything(here)
