"""What a mail looks like on the wire, for any name, subject and text."""

from __future__ import annotations

import email
import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest import codec
from digest.delivery import headers, trial
from digest.delivery.letterhead import Letterhead, Recipient, message_id, unsubscribe_link, unsubscribe_mail
from digest.delivery.message import Writer, write
from digest.rendering import checking, marks
from digest.rendering.mail import render_mail
from digest.subscribers import tokens
from digest.web.preview.proof import proof_of
from tests.delivery.reading import (
    FIELDS,
    HEAD,
    SIGNERS,
    TOKEN,
    body,
    check_any,
    check_sound,
    check_wire,
    parsed,
    recipient,
    rendition,
    texts,
)

if TYPE_CHECKING:
    from digest.model import Language

PAGES = replace(HEAD, web="https://letter.example.org/pages", feedback="weekly:newsletter:weekly-tech")


@settings(max_examples=300, deadline=None)
@given(texts, texts, texts, texts)
@example("\ud800", "\ud800", "\ud800", "\ud800")
@example("가" * 200, "가" * 200, "x" * 200, "👍" * 200)
def test_any_value_gives_a_sound_message(subject: str, name: str, sender: str, text: str):
    check_any(subject, name, sender, text, ())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 400), st.sampled_from(marks.VALUES)), max_size=4),
    st.integers(0, 400),
    st.text(alphabet="가a👍", max_size=9),
)
def test_pieces_of_any_length_join_to_the_text_that_was_meant(
    cuts: list[tuple[int, str]], tail: int, name: str
):
    """Base64 takes three octets at a time: shared stretches of every length, beside names of every length."""
    letters = random.Random(tail).choices("abcdefgh가나다라\n", k=2000)
    text = "".join("".join(letters[:size]) + mark for size, mark in cuts) + "".join(letters[:tail]) + "."
    message = write(rendition(text=text, html=text), PAGES, recipient(name))
    check_wire(message)
    expected = marks.filled(
        text,
        name=name,
        unsubscribe=f"{PAGES.web}/u/{TOKEN}",
        preferences=f"{PAGES.web}/p/{TOKEN}",
    )
    assert body(parsed(message), "plain") == expected + "\n"
    assert body(parsed(message), "html") == expected + "\n"


def test_the_fields_that_structure_needs_are_plain_and_stable():
    mail = parsed(write(rendition(), HEAD, recipient()))
    assert mail["List-Id"] == "<weekly-tech.example.org>"
    assert mail["Content-Language"] == "ko"
    assert mail["Date"] == "Mon, 24 Nov 2025 07:00:00 +0900"
    assert mail["Message-ID"] == message_id(HEAD, "i-1", recipient().subscriber)
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_a_campaign_of_one_list_names_that_list():
    mail = parsed(write(rendition(), replace(HEAD, list="brief"), recipient()))
    assert mail["List-Id"] == "<brief.weekly-tech.example.org>"


def test_list_unsubscribe_is_one_plain_line_whatever_its_length():
    """The SMTP policy of the standard library would fold it into encoded words, which no mailer reads."""
    data = write(rendition(), HEAD, recipient()).data
    (line,) = [line for line in data.split(b"\r\n") if line.startswith(b"List-Unsubscribe:")]
    assert line.decode() == f"List-Unsubscribe: <mailto:news@example.org?subject=unsubscribe%20{TOKEN}>"
    assert b"List-Unsubscribe-Post" not in data, "one-click needs an https address"
    assert b"Feedback-ID" not in data


def test_with_pages_a_click_unsubscribes_and_the_address_stays_whole():
    message = write(rendition(), PAGES, recipient())
    mail = check_sound(
        message,
        subject="제목",
        name="김민지",
        sender=HEAD.name,
        fields=[*FIELDS[:6], "List-Unsubscribe-Post", "List-Id", "Feedback-ID", *FIELDS[7:]],
    )
    lines = message.data.split(b"\r\n")
    at = next(i for i, line in enumerate(lines) if line.startswith(b"List-Unsubscribe:"))
    assert lines[at].decode() == f"List-Unsubscribe: <https://letter.example.org/pages/u/{TOKEN}>,"
    assert lines[at + 1].decode() == f" <{unsubscribe_mail(PAGES, TOKEN)}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Feedback-ID"] == "i-1:weekly:newsletter:weekly-tech"


def test_pages_on_this_machine_are_linked_but_no_mail_program_posts_to_them():
    mail = parsed(write(rendition(), replace(PAGES, web="http://127.0.0.1:8025"), recipient()))
    assert mail["List-Unsubscribe"].startswith(f"<http://127.0.0.1:8025/u/{TOKEN}>, <mailto:")
    assert mail["List-Unsubscribe-Post"] is None


def test_the_token_in_the_link_is_the_readers_own():
    link = unsubscribe_link(HEAD, TOKEN)
    assert tokens.check(b"key", link.rpartition("%20")[2]) == recipient().subscriber


def test_the_same_values_give_the_same_bytes_and_another_reader_another_message():
    """Also where one writer has written others before, and from threads."""
    writer = Writer(rendition(), PAGES, SIGNERS)
    people = [
        replace(recipient(name), subscriber=f"{n:032x}") for n, name in enumerate(["김민지", "", "A"] * 4)
    ]
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(writer.write, people))
    assert made == [write(rendition(), PAGES, one, SIGNERS) for one in people]
    assert len({one.id for one in made}) == len({one.data for one in made}) == len(people)


def test_a_letterhead_from_before_there_were_pages_still_loads():
    told = {key: value for key, value in codec.plain(HEAD).items() if key not in ("web", "list", "feedback")}
    assert codec.load(Letterhead, codec.dump(told), subject="campaign") == HEAD


def test_marks_are_filled_and_escaped_in_html():
    marked = rendition(
        text=f"{marks.NAME} {marks.UNSUBSCRIBE}", html=f'<a href="{marks.UNSUBSCRIBE}">{marks.NAME}</a>'
    )
    mail = parsed(write(marked, HEAD, recipient("<b>김 & 이</b>")))
    link = unsubscribe_link(HEAD, TOKEN)
    assert body(mail, "plain").strip() == f"<b>김 & 이</b> {link}"
    assert body(mail, "html").strip() == f'<a href="{link}">&lt;b&gt;김 &amp; 이&lt;/b&gt;</a>'


def test_a_name_that_looks_like_a_mark_is_only_a_name():
    mail = parsed(write(rendition(text=marks.NAME), HEAD, recipient(marks.UNSUBSCRIBE)))
    assert body(mail, "plain").strip() == marks.UNSUBSCRIBE


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (PAGES, "김민지", f"김민지 님\nout https://letter.example.org/pages/u/{TOKEN} set https://letter.example.org/pages/p/{TOKEN}"),
        (PAGES, " \x00 ", f"out https://letter.example.org/pages/u/{TOKEN} set https://letter.example.org/pages/p/{TOKEN}"),
        (HEAD, "김민지", f"김민지 님\nout {unsubscribe_mail(HEAD, TOKEN)}"),
    ],
)  # fmt: skip
def test_what_nobody_has_is_not_said(head: Letterhead, name: str, expected: str):
    text = (
        f"{marks.IF_NAME}{marks.NAME} 님\n{marks.END_IF}out {marks.UNSUBSCRIBE}"
        f"{marks.IF_PREFERENCES} set {marks.PREFERENCES}{marks.END_IF}"
    )
    page = text.replace(marks.IF_NAME, f"<!--{marks.IF_NAME}-->").replace(
        marks.END_IF, f"<!--{marks.END_IF}-->"
    )
    mail = parsed(write(rendition(text=text, html=page), head, recipient(name)))
    assert body(mail, "plain").strip() == body(mail, "html").strip() == expected


def test_a_condition_that_a_template_forgot_to_end_leaves_no_mark():
    text = f"a{marks.IF_NAME}b{marks.NAME}c"
    assert body(parsed(write(rendition(text=text), HEAD, recipient(""))), "plain") == "abc\n"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_mark_is_left_in_any_mail(language: Language):
    """Of a real issue: with and without pages and a name, as a test, and as the preview shows it."""
    issue = checking.specimen("weekly", language)
    made = render_mail(issue, folder=None, web_url="")
    marked = trial.marked(made)
    shown = proof_of(None, issue, made)
    outputs = [marked.html, marked.text, shown.html, shown.text]
    for head in (HEAD, PAGES):
        writer = Writer(made, head)
        for whom in (recipient(), recipient(""), replace(recipient(""), token="")):
            mail = parsed(writer.write(whom))
            outputs += [body(mail, "plain"), body(mail, "html")]
    for output in outputs:
        assert not any(mark in output for mark in marks.MARKS)
        assert "%%" not in output
        assert "if_" not in output
    greeting = {"ko": "김민지 님, 안녕하세요.", "en": "Dear 김민지,"}[language]
    assert [greeting in output for output in outputs] == [False] * 4 + [True, True, *[False] * 4] * 2
    assert ["free of charge" in " ".join(one.split()) and "수신 거부" in one for one in outputs] == [
        True
    ] * 16


def test_a_test_mail_names_no_way_out_in_its_header():
    mail = parsed(write(rendition(), PAGES, replace(recipient(), token="")))
    assert mail["List-Unsubscribe"] is None
    assert mail["List-Unsubscribe-Post"] is None


def test_a_long_plain_name_is_folded_and_a_line_with_encoded_words_is_short():
    assert headers.mailbox("To", "가" * 30, "a@example.org").split(b"\r\n")[0].endswith(b"?=")
    long = email.message_from_bytes(headers.mailbox("From", "Anna " * 14, "a@example.org") + b"\r\n")
    assert max(map(len, headers.mailbox("From", "Anna " * 14, "a@example.org").split(b"\r\n"))) <= 78
    assert "a@example.org" in long["From"]


def test_an_address_that_cannot_stand_in_a_header_is_refused():
    bad = Recipient(subscriber="s", address="a@example.org>\r\nBcc: b@example.org", name="", token=TOKEN)
    with pytest.raises(ValueError, match="To holds a character"):
        write(rendition(), HEAD, bad)
