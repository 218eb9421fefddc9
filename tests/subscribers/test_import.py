"""Imports: exports of Stibee, Mailchimp and listmonk, spreadsheets, and whoever has left."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from digest.errors import InputError, ResultError, UsageError
from digest.storage import subscribers as rows
from digest.subscribers import dates, entries, intake, roster, taken
from digest.subscribers.identity import identity

if TYPE_CHECKING:
    from digest.storage.store import Store

SEOUL = ZoneInfo("Asia/Seoul")
NOW = datetime(2026, 11, 26, 7, 0, tzinfo=SEOUL)
STIBEE = """\
이메일 주소,이름,추가 경로,그룹,광고성 정보 수신 동의,구독일,마지막 업데이트일,구독 해지 사유
haneul@example.org,이하늘,구독 폼,VIP,동의,2024. 3. 5. 오전 10:20,2024.03.05,
minji@한국.example,"김,민지",관리자,,,2023-01-02 09:00:00,2023-01-02,
gone@example.org,박가람,구독 폼,,동의,2022-05-05 10:00:00,2024-01-01 10:00:00,메일이 너무 많아요
"""
MAILCHIMP = """\
"Email Address","First Name","Last Name",LANGUAGE,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,LAST_CHANGED,LEID,EUID,NOTES,TAGS
jordan@example.org,Jordan,Reed,en,3,"2024-01-05 10:00:00",192.0.2.1,"2024-01-05 10:07:00","2024-01-05 10:07:00",1,aa,,
kim@example.org,민지,김,ko,2,,,"2023-06-25 17:38:27","2023-06-25 17:38:27",2,bb,,
pierre@example.org,Pierre,,fr,2,,,"2023-06-25 17:38:27","2023-06-25 17:38:27",3,cc,,
"""
UNSUBSCRIBED = """\
"Email Address","First Name","Last Name",MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_REASON,LEID,EUID
kim@example.org,민지,김,1,,"2023-06-25 17:38:27","2024-02-02 10:00:00",May,NORMAL,2,bb
"""
CLEANED = """\
"Email Address",MEMBER_RATING,CLEAN_TIME,CLEAN_CAMPAIGN_TITLE,LEID,EUID
bad@example.org,1,"2024-02-03 10:00:00",May,4,dd
"""
LISTMONK = """\
uuid,email,name,attributes,status,created_at,updated_at
u1,li@example.org,리,"{""lang"": ""en"", ""city"": ""Seoul""}",enabled,2023-12-21 08:31:08.123456 +0000 UTC,2023-12-21 08:31:08.1 +0000 UTC
u2,blocked@example.org,B,{},blocklisted,2023-12-21 08:31:08 +0530 IST,2024-12-21 08:31:08 +0530 IST
u3,dis@example.org,D,{},disabled,2023-12-21 08:31:08 +0530 IST,2024-12-21 08:31:08 +0530 IST
"""


def bring(
    store: Store,
    content: str | bytes,
    *,
    wanted: taken.Wanted | None = None,
    dry: bool = False,
) -> taken.Intake:
    consent = taken.Consent(source="import", at=NOW)
    data = content.encode() if isinstance(content, str) else content
    return intake.bring_in(store, data, subject="list.csv", consent=consent, now=NOW, wanted=wanted, dry=dry)


def people(store: Store) -> dict[str, tuple[str, str]]:
    return {one.address: (one.name, one.language) for one in roster.listed(store)}


def gone(store: Store) -> dict[str, tuple[str, str]]:
    with store.read() as connection:
        return {one.address: (one.reason, one.detail) for one in rows.suppressions(connection)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_an_export_of_stibee_is_read_in_each_encoding_and_with_each_mark(
    store: Store, encoding: str, mark: str
):
    text = STIBEE.replace('"김,민지"', "김민지").replace(",", mark)
    done = bring(store, text.encode(encoding))
    assert (done.service, done.added, done.left, done.refused) == ("Stibee", 2, 1, [])
    assert people(store) == {
        "minji@xn--3e0b707e.example": ("김민지", "ko"),
        "haneul@example.org": ("이하늘", "ko"),
    }
    assert gone(store) == {"gone@example.org": ("unsubscribed", "메일이 너무 많아요")}
    haneul = next(one for one in roster.listed(store) if one.name == "이하늘")
    assert haneul.consented == datetime(2024, 3, 5, 10, 20, tzinfo=SEOUL)
    assert haneul.consent_source == "import: 구독 폼"


def test_the_states_of_stibee_are_kept_apart(store: Store):
    done = bring(
        store,
        "이메일 주소,이름,구독 상태\na@example.org,가,구독 중\nb@example.org,나,수신거부\nc@example.org,다,자동삭제\nd@example.org,라,???\n",
    )
    assert list(people(store)) == ["a@example.org"]
    assert {address: why for address, (why, _) in gone(store).items()} == {
        "b@example.org": "unsubscribed",
        "c@example.org": "bounced",
    }
    assert [(one.line, one.address) for one in done.refused] == [(5, "d@example.org")]
    assert "not known" in done.refused[0].reason


def test_the_three_files_of_mailchimp(store: Store):
    assert bring(store, MAILCHIMP).added == 3
    assert people(store) == {
        "jordan@example.org": ("Jordan Reed", "en"),
        "kim@example.org": ("김민지", "ko"),
        "pierre@example.org": ("Pierre", "ko"),  # the language of a browser is no reason to refuse anybody
    }
    with store.read() as connection:
        jordan = rows.consents(connection, identity("jordan@example.org"))
    assert [(one.kind, one.at.minute) for one in jordan] == [("given", 0), ("confirmed", 7)]
    done = bring(store, UNSUBSCRIBED)
    assert (done.left, [(one.line, one.address) for one in done.taken_off]) == (1, [(2, "kim@example.org")])
    assert bring(store, CLEANED).left == 1
    assert set(people(store)) == {"jordan@example.org", "pierre@example.org"}
    assert gone(store) == {
        "kim@example.org": ("unsubscribed", "NORMAL"),
        "bad@example.org": ("bounced", "import"),
    }
    with store.read() as connection:
        kim = rows.consents(connection, identity("kim@example.org"))
    assert [one.kind for one in kim] == ["given", "withdrawn"]
    refused = bring(store, MAILCHIMP).refused
    assert [(one.line, one.address) for one in refused] == [(3, "kim@example.org")]
    assert "unsubscribed on 2024-02-02" in refused[0].reason


def test_an_export_of_listmonk(store: Store):
    done = bring(store, LISTMONK)
    assert (done.service, done.added, done.left) == ("listmonk", 1, 2)
    assert people(store) == {"li@example.org": ("리", "en")}
    assert {why for why, _ in gone(store).values()} == {"removed"}
    assert roster.listed(store)[0].consented == datetime(2023, 12, 21, 8, 31, 8, tzinfo=UTC)


def test_a_line_of_listmonk_that_was_cut_short_is_refused(store: Store):
    done = bring(store, LISTMONK + "u4,short@example.org\n")
    assert [(one.line, one.address) for one in done.refused] == [(5, "short@example.org")]
    assert "status" in done.refused[0].reason
    assert "short@example.org" not in people(store)


def test_a_line_that_says_its_person_left_wins_in_whatever_order(store: Store):
    bring(store, "email,status\na@example.org,subscribed\nA@example.org,unsubscribed\n")
    bring(store, "email,status\nb@example.org,unsubscribed\nb@example.org,subscribed\n")
    assert people(store) == {}
    assert set(gone(store)) == {"a@example.org", "b@example.org"}


def test_who_has_not_agreed_yet_is_refused_and_not_kept_away_for_ever(store: Store):
    done = bring(store, "email,status\na@example.org,unconfirmed\nb@example.org,Non-Subscribed\n")
    assert len(done.refused) == 2
    assert (people(store), gone(store)) == ({}, {})


def test_a_whole_file_may_be_of_those_who_left(store: Store):
    bring(store, "email\na@example.org\n", wanted=taken.Wanted(left="complained"))
    assert gone(store) == {"a@example.org": ("complained", "import")}


def test_the_same_file_again_changes_nothing(store: Store):
    bring(store, MAILCHIMP)
    before = people(store)
    done = bring(store, MAILCHIMP)
    assert (done.added, done.known, done.joined, done.refused) == (0, 3, 0, [])
    assert people(store) == before


def test_a_dry_run_tells_the_same_and_changes_nothing(store: Store):
    text = "email,status\na@example.org,\nA@example.org,\nb@example.org,unsubscribed\nc d@example.org,\n"
    dry = bring(store, text, dry=True)
    assert (people(store), gone(store)) == ({}, {})
    assert dry == bring(store, text)


def test_people_are_put_on_the_lists_named_and_on_those_of_their_line(store: Store):
    wanted = taken.Wanted(lists=("weekly",), names={"brief": "brief", "간추린 소식": "brief"})
    bring(store, "email\na@example.org\n")
    done = bring(
        store,
        "email,lists\na@example.org,간추린 소식\nb@example.org,\nc@example.org,nothing\n",
        wanted=wanted,
    )
    assert (done.added, done.known, done.joined) == (1, 1, 1)
    assert {one.address: one.lists for one in roster.listed(store)} == {
        "a@example.org": ("brief", "weekly"),
        "b@example.org": ("weekly",),
    }
    assert "nothing" in done.refused[0].reason


def test_columns_may_be_named_by_hand(store: Store):
    text = 'Contact;"Full title; all";When\na@example.org;김민지;2024-01-02\n'
    with pytest.raises(ResultError, match="Contact"):
        bring(store, text)
    given = {"email": "Contact", "name": "Full title; all", "consented": "When"}
    assert bring(store, text, wanted=taken.Wanted(given=given)).added == 1
    assert people(store) == {"a@example.org": ("김민지", "ko")}
    with pytest.raises(UsageError, match="Nowhere"):
        bring(store, text, wanted=taken.Wanted(given={"email": "Nowhere"}))


def test_excels_own_first_line_is_passed_over_and_lines_are_counted_as_they_stand(store: Store):
    done = bring(store, 'sep=;\nemail;name\n\n"a@example.org";"two\nlines"\nnothing;\n')
    assert people(store) == {"a@example.org": ("two lines", "ko")}
    assert [one.line for one in done.refused] == [6]


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04rest", b"\xff\xffno text\x81", "email\na@example.org".encode("utf-16") + b"\x00"],
)
def test_what_is_no_table_is_refused_whole(store: Store, content: bytes):
    with pytest.raises(ResultError):
        bring(store, content)


def test_lines_without_a_date_of_consent_are_counted_and_slips_are_told(store: Store):
    done = bring(store, "email,구독일\na@gmial.com,\nb@naver.con,2025-01-01\nc@mail.com,\n")
    assert (done.added, done.undated) == (3, 2)
    assert [(one.line, one.reason) for one in done.doubtful] == [
        (2, "gmail.com may be meant"),
        (3, "naver.com may be meant"),
    ]


@pytest.mark.parametrize("day", ["2031-01-01", "soon", "0001-01-01 00:00:00"])
def test_a_date_of_consent_that_cannot_be_is_refused(store: Store, day: str):
    assert len(bring(store, f"email,동의일\na@example.org,{day}\n").refused) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-11-24 10:00:00", (2025, 11, 24, 10, 0)),
        ("2025.11.24", (2025, 11, 24, 0, 0)),
        ("2025. 11. 24. 오전 10:00", (2025, 11, 24, 10, 0)),
        ("2025. 11. 24. 오후 12:05", (2025, 11, 24, 12, 5)),
        ("2025. 11. 24 오전 12:05:00", (2025, 11, 24, 0, 5)),
        ("2025년 11월 24일 오후 1시 5분", (2025, 11, 24, 13, 5)),
        ("11/24/2025 10:00", (2025, 11, 24, 10, 0)),
        ("11/24/2025 1:05 PM", (2025, 11, 24, 13, 5)),
        ("24/11/2025", (2025, 11, 24, 0, 0)),
        ("2025-11-24T01:00:00Z", (2025, 11, 24, 10, 0)),
        ("2025-11-24T10:00:00.123+09:00", (2025, 11, 24, 10, 0)),
        ("2025-11-24 01:00:00.123456 +0000 UTC", (2025, 11, 24, 10, 0)),
        ("2025-11-24 06:30:00 +0530 IST", (2025, 11, 24, 10, 0)),
    ],
)
def test_dates_are_read_as_services_and_spreadsheets_write_them(text: str, expected: tuple[int, ...]):
    at = dates.moment(text, SEOUL)
    assert at is not None
    assert at.astimezone(SEOUL).timetuple()[:5] == expected


@pytest.mark.parametrize(
    "text",
    [
        "0000-00-00",
        "0001-01-01",
        "0001-01-01 00:00:00 +0000 UTC",
        "9999-12-31",
        "2025-13-01",
        "yesterday",
        "45985.4",
        "10:00",
    ],
)
def test_what_is_no_date_is_said_so(text: str):
    with pytest.raises(InputError):
        dates.moment(text, SEOUL)


@pytest.mark.parametrize(
    ("first", "last", "whole"),
    [
        ("민지", "김", "김민지"),
        ("김민지", "김", "김민지"),
        ("Jordan", "Reed", "Jordan Reed"),
        ("민지", "Kim", "민지 Kim"),
        ("", "김", "김"),
        ("Jordan", "", "Jordan"),
    ],
)
def test_names_are_joined_in_the_order_of_their_language(first: str, last: str, whole: str):
    assert entries.joined(first, last) == whole


def test_a_zero_date_or_a_cell_without_end_spoils_no_other_line(store: Store):
    """Programs write 0001-01-01 where there is no date, and in Seoul's zone the store cannot hold it: the import broke off."""
    deep = "[" * 20_000
    lines = (
        "email,consented,consents,status,left",
        "a@example.org,0001-01-01 00:00:00,,,",
        'b@example.org,,"[[""given"",""0001-01-01T00:00:00+09:00"",""x""]]",,',
        f"c@example.org,,{deep},,",
        "d@example.org,,,unsubscribed,0001-01-01 00:00:00",
        "e@example.org,2025-01-02,,,",
    )
    done = bring(store, "\n".join(lines))
    assert [told.address for told in done.refused] == ["a@example.org", "b@example.org", "c@example.org"]
    assert (done.added, done.left) == (1, 1)


def test_two_years_are_counted_from_any_day():
    assert dates.long_past(datetime(2028, 2, 29, tzinfo=UTC)) == datetime(2026, 2, 28, tzinfo=UTC)
    assert dates.long_past(NOW) == NOW - timedelta(days=730)
