"""Mail in mail, as the mail programs of two languages write it: whose news it is, and what is new in an answer."""

from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from digest.sources.formats import mail
from digest.sources.formats.forwarding import moment_of

if TYPE_CHECKING:
    from digest.sources.formats.content import Content

SEOUL = ZoneInfo("Asia/Seoul")
BODY = "본문 첫 문장이다.\n\n본문 둘째 문장이다.\n"


def _read(body: str, subject: str) -> Content:
    """A letter by somebody who hands on or answers; HTML where it begins with a tag."""
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = '"전달자" <fw@example.kr>'
    message["Date"] = "Mon, 03 Feb 2025 09:00:00 +0900"
    message.set_content(body, subtype="html" if body.startswith("<") else "plain")
    return mail.read(message.as_bytes(), zone=SEOUL)


FORWARDED = {
    "Gmail": "FYI\n\n---------- Forwarded message ---------\nFrom: 들소식 <a@b.kr>\nDate: Mon, Jan 20, 2025 at 7:00\u202fAM\nSubject: 들소식 3호\nTo: <c@d.kr>\nCc: Someone <e@f.kr>, Another <g@h.kr>,\n Third <i@j.kr>\n\n\n"
    + BODY,
    "Gmail, evening clock in Latin letters": "참고\n---------- Forwarded message ---------\n보낸사람: 들소식 <a@b.kr>\nDate: 2025년 1월 20일 (월) AM 7:00\nSubject: 들소식 3호\nTo: <c@d.kr>\n\n"
    + BODY,
    "Daum, HTML": '<p>메모</p><div>--------- 원본 메일 ---------<br/><b>보낸사람</b> : "들소식" &lt;a@b.kr&gt;<br/><b>받는사람</b> : &lt;c@d.kr&gt;<br/><b>날짜</b> : 25.01.20 07:00<br/><b>제목</b> : 들소식 3호<br/><br/></div><p>본문 첫 문장이다.</p><p>본문 둘째 문장이다.</p>',
    "iOS": "참고\n\n나의 iPhone에서 보냄\n\n전달된 메시지 시작:\n\n> 보낸 사람: 들소식 <a@b.kr>\n> 날짜: 2025년 1월 20일 오전 7시 0분 0초 GMT+9\n> 받는 사람: c@d.kr\n> 제목: 들소식 3호\n> \n> 본문 첫 문장이다.\n> \n> 본문 둘째 문장이다.\n",
    "iOS, HTML": '<div>참고<br><br><div>나의 iPhone에서 보냄</div><div><br>전달된 메시지:<br><br></div><blockquote type="cite"><div><b>보낸 사람:</b> 들소식 &lt;a@b.kr&gt;<br><b>날짜:</b> 2025년 1월 20일 오전 7:00:00 GMT+9<br><b>받는 사람:</b> c@d.kr<br><b>제목:</b> <b>들소식 3호</b><br><br></div></blockquote><blockquote type="cite"><p>본문 첫 문장이다.</p><p>본문 둘째 문장이다.</p></blockquote></div>',
    "Thunderbird": "note\n\n\n-------- Forwarded Message --------\nSubject: \t들소식 3호\nDate: \tMon, 20 Jan 2025 07:00:00 +0900\nFrom: \t들소식 <a@b.kr>\nTo: \tc@d.kr\n\n\n\n"
    + BODY,
    "Thunderbird, HTML": '<p>note</p><div>-------- 전달된 메시지 --------<table cellspacing="0"><tbody><tr><th align="RIGHT">제목: </th><td>들소식 3호</td></tr><tr><th>날짜: </th><td>Mon, 20 Jan 2025 07:00:00 +0900</td></tr><tr><th>보낸 사람: </th><td>들소식 &lt;a@b.kr&gt;</td></tr><tr><th>받는 사람: </th><td>c@d.kr</td></tr></tbody></table><br><p>본문 첫 문장이다.</p><p>본문 둘째 문장이다.</p></div>',
    "Outlook, no line above": "보세요\n\nFrom: 들소식 [mailto:a@b.kr] \nSent: Monday, January 20, 2025 7:00 AM\nTo: 홍길동\nSubject: 들소식 3호\n\n"
    + BODY,
    "Outlook on the web": '<div>See this.</div><hr><div dir="ltr"><font style="font-size:11pt"><b>From:</b> 들소식 &lt;a@b.kr&gt;<br><b>Sent:</b> Monday, January 20, 2025 7:00 AM<br><b>To:</b> c@d.kr &lt;c@d.kr&gt;<br><b>Subject:</b> 들소식 3호</font><div>&nbsp;</div></div><div><p>본문 첫 문장이다.</p><p>본문 둘째 문장이다.</p></div>',
    "Outlook, Korean": "의견 주세요.\n\n________________________________\n보낸 사람: 들소식 <a@b.kr>\n보낸 날짜: 2025년 1월 20일 월요일 오전 7:00\n받는 사람: c@d.kr\n제목: 들소식 3호\n\n"
    + BODY,
    "Naver": '참고\n\n-----Original Message-----\nFrom: "들소식"<a@b.kr>\nTo: <c@d.kr>;\nCc:\nSent: 2025-01-20 (월) 07:00:00 (GMT+09:00)\nSubject: 들소식 3호\n\n'
    + BODY,
    "others": '---------- Original Message ----------\nFrom : "들소식" <a@b.kr>\nTo : <c@d.kr>\nDate : 2025/01/20 월요일 오전 7:00:00\nSubject : 들소식 3호\n\n'
    + BODY,
    "Yahoo": "See below\n\n    ----- Forwarded Message -----\nFrom: 들소식 <a@b.kr>\nTo: c@d.kr\nSent: Monday, January 20, 2025 at 07:00:00 AM GMT+9\nSubject: 들소식 3호\n\n"
    + BODY,
    "quoted below the headers": "Sent from here.\n\n------- Forwarded Message -------\nFrom: 들소식 <a@b.kr>\nDate: On Monday, January 20th, 2025 at 7:00 AM\nSubject: 들소식 3호\nTo: c@d.kr\n\n> 본문 첫 문장이다.\n>\n> 본문 둘째 문장이다.\n",
}


@pytest.mark.parametrize("program", FORWARDED)
def test_a_forwarded_letter_is_its_writers_without_the_note_above(program: str):
    found = _read(FORWARDED[program], "FW: 들소식 3호")
    assert (found.title, found.outlet) == ("들소식 3호", "들소식")
    assert found.published is not None
    assert found.published.isoformat() == "2025-01-20T07:00:00+09:00"
    assert found.text == "본문 첫 문장이다.\n본문 둘째 문장이다."
    assert [block.kind for block in found.blocks] == ["paragraph"] * 2


HANDED_ON = {
    "text": "김 대리님, 셋째 소식을 봐 주세요.\n\n2025년 1월 20일 (월) 오전 7:00, 들소식 <a@b.kr>님이 작성:\n> 본문 첫 문장이다.\n>\n> 본문 둘째 문장이다. 이 편지는 위에 적은 쪽지보다 훨씬 길어서 누가 보아도 새로 쓴 말이 아니라 건네준 글임을 알 수 있다.\n",
    "HTML": "<p>김 대리님, 셋째 소식을 봐 주세요.</p><div>2025년 1월 20일 (월) 오전 7:00, 들소식 &lt;a@b.kr&gt;님이 작성:</div><blockquote><p>본문 첫 문장이다.</p><p>본문 둘째 문장이다. 이 편지는 위에 적은 쪽지보다 훨씬 길어서 누가 보아도 새로 쓴 말이 아니라 건네준 글임을 알 수 있다.</p></blockquote>",
}


@pytest.mark.parametrize("form", HANDED_ON)
def test_a_letter_handed_on_as_a_quotation_is_read(form: str):
    found = _read(HANDED_ON[form], "Fwd: 들소식 3호")
    assert (found.title, found.outlet) == ("들소식 3호", "들소식")
    assert (
        found.text
        == "본문 첫 문장이다.\n본문 둘째 문장이다. 이 편지는 위에 적은 쪽지보다 훨씬 길어서 누가 보아도 새로 쓴 말이 아니라 건네준 글임을 알 수 있다."
    )
    assert {block.kind for block in found.blocks} == {"paragraph"}


def test_a_note_on_a_short_quotation_is_what_is_new():
    body = "지난주에 보낸 소식 가운데 셋째 것이 틀렸다고 해서 바로잡아 다시 보냅니다.\n\n2025년 1월 20일 (월) 오전 7:00, 들소식 <a@b.kr>님이 작성:\n> 본문이다.\n"
    assert _read(body, "Fwd: 들소식 3호").text.startswith("지난주에")


def test_a_forwarded_answer_to_a_forwarded_letter_is_the_letter():
    inner = FORWARDED["Gmail"].removeprefix("FYI\n\n").replace("Forwarded message", "Original Message")
    quoted = "".join(f"> {line}\n" for line in (inner + BODY * 4).splitlines())
    answer = f"회신이 늦었습니다.\n\n{quoted}"
    outer = f"전달드립니다.\n\n-----Original Message-----\nFrom: 가운데 <m@d.kr>\nSent: Monday, February 3, 2025 7:00 AM\nTo: x@y.kr\nSubject: RE: FW: 들소식 3호\n\n{answer}"
    found = _read(outer, "FW: RE: FW: 들소식 3호")
    assert (found.title, found.outlet) == ("들소식 3호", "들소식")
    assert set(found.text.split("\n")) == {"본문 첫 문장이다.", "본문 둘째 문장이다."}


ANSWERS = {
    "Gmail, HTML": '<div>새 문장이다.</div><br><div class="gmail_quote"><div class="gmail_attr">2025년 1월 20일 (월) 오전 7:00, 들소식 &lt;<a href="mailto:a@b.kr">a@b.kr</a>&gt;님이 작성:<br></div><blockquote class="gmail_quote"><div><h2>옛 제목</h2><p>옛 문장이다.</p><ul><li>옛 항목</li></ul></div></blockquote></div>',
    "Outlook, HTML": "<p>새 문장이다.</p><div><p><b>From:</b> 들소식 &lt;a@b.kr&gt;<br><b>Sent:</b> Monday, January 20, 2025 7:00 AM<br><b>To:</b> c@d.kr<br><b>Subject:</b> 질문</p></div><p>옛 문장이다, 새 문장보다 훨씬 길다.</p>",
    "two lines": "새 문장이다.\n\nOn Mon, Jan 20, 2025 at 7:00 AM A <a@b.kr>\nwrote:\n\n> 옛 문장이다.\n\n-- \n이름\n",
    "Apple": "새 문장이다.\n\n2025. 1. 20. 오전 7:00, 들소식 <a@b.kr> 작성:\n\n> 옛 문장이다.\n",
    "old": "새 문장이다.\n\nIn a message dated 1/20/2025 7:00:00 AM, a@b.kr writes:\n\n> 옛 문장이다.\n",
    "Naver": '새 문장이다.\n\n-----Original Message-----\nFrom: "들소식"<a@b.kr>\nTo: <c@d.kr>;\nSent: 2025-01-20 (월) 07:00:00 (GMT+09:00)\nSubject: 질문\n\n옛 문장이다.\n',
    "between the lines": "> 옛 문장이다.\n\n새 문장이다.\n\n> 또 옛 문장이다.\n",
    "between the lines, HTML": '<blockquote type="cite"><p>옛 문장이다.</p></blockquote><p>새 문장이다.</p><blockquote type="cite"><p>또 옛 문장이다.</p></blockquote>',
}


@pytest.mark.parametrize("program", ANSWERS)
def test_an_answer_keeps_what_is_new(program: str):
    found = _read(ANSWERS[program], "RE: 질문")
    assert (found.title, found.outlet, found.text) == ("RE: 질문", "전달자", "새 문장이다.")


@pytest.mark.parametrize(
    "body",
    [
        "On Mon, Jan 20, 2025 at 7:00 AM A <a@b.kr> wrote:\n> 옛 문장이다.\n",
        '<div>On Mon, Jan 20, 2025 at 7:00 AM A &lt;a@b.kr&gt; wrote:</div><blockquote type="cite"><p>옛 문장이다.</p></blockquote>',
        "> 옛 문장이다.\n\n-- \n이름\n",
    ],
)
def test_an_answer_that_says_nothing_new_is_what_it_quotes(body: str):
    assert _read(body, "Re: 질문").text == "옛 문장이다."


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "On Tuesday the mayor wrote:\n\n> We will build it.\n\nThe council agreed.\n",
            ["On Tuesday the mayor wrote:", "> We will build it.", "The council agreed."],
        ),
        (
            "<p>On Tuesday the mayor wrote:</p><blockquote>We will build it.</blockquote><p>The council agreed.</p>",
            ["On Tuesday the mayor wrote:", "We will build it.", "The council agreed."],
        ),
        (
            "From: Seoul\nTo: Busan\nDate: 3 May\n\nA travel piece begins here.\n",
            ["From: Seoul", "To: Busan", "Date: 3 May", "A travel piece begins here."],
        ),
    ],
)
def test_a_letter_that_quotes_or_lists_is_no_answer(body: str, told: list[str]):
    assert _read(body, "Weekly").text.split("\n") == told


@pytest.mark.parametrize(
    ("told", "moment"),
    [
        ("Monday, January 13, 2025 6:05 PM", "2025-01-13T18:05:00+09:00"),
        ("Mon, Jan 13, 2025 at 6:05\u202fPM", "2025-01-13T18:05:00+09:00"),
        ("13 January 2025 at 18:05:00 GMT-4", "2025-01-13T18:05:00-04:00"),
        ("2025년 1월 13일 (월) 오후 6:05", "2025-01-13T18:05:00+09:00"),
        ("2025년 1월 13일 월요일, 18시 05분 09초 +0900", "2025-01-13T18:05:00+09:00"),
        ("2025-01-13 (월) 18:05:00 (GMT+09:00)", "2025-01-13T18:05:00+09:00"),
        ("25.01.13 18:05", "2025-01-13T18:05:00+09:00"),
        ("Mon, 13 Jan 2025 09:05:00 +0000", "2025-01-13T09:05:00+00:00"),
    ],
)
def test_dates_that_mail_programs_write_for_people_are_read(told: str, moment: str):
    found = moment_of(told, SEOUL)
    assert found is not None
    assert found[0].isoformat() == moment


def _message(number: int, subject: str, text: str) -> str:
    return f"------------------------------\n\nMessage: {number}\nDate: Sat, 31 May 2025 09:14:51 -0400\nFrom: D. Farr <d@example.org>\nSubject: {subject}\n\n{text}\n\n"


LONG = "The lever frame went at auction yesterday to the museum, which already has one and wants the other for spares."


def test_a_digest_of_a_mailing_list_keeps_every_message():
    body = "List Digest\n\nToday's Topics:\n\n   1. Frame sold\n   2. Re: Paint\n\n" + "".join(
        (
            _message(1, "Frame sold", LONG),
            _message(
                2, "Re: Paint", f"On Fri, May 30, P. Dunne <p@example.org> wrote:\n> which red?\n\n{LONG}"
            ),
            _message(3, "Bell wanted", LONG),
        )
    )
    lines = _read(body, "List Digest, Vol 14, Issue 3").text.split("\n")
    assert [line for line in lines if line in {"Frame sold", "Paint", "Bell wanted"}] == [
        "Frame sold",
        "Paint",
        "Bell wanted",
    ]
    assert lines.count(LONG) == 3
    assert not any("which red" in line or line.startswith("Message:") for line in lines)


def test_letters_handed_on_together_are_all_read():
    def letter(subject: str, sign: str) -> str:
        text = "\n".join(f"{sign} {line}" for line in (LONG, "", LONG))
        return f"Begin forwarded message:\n\nFrom: A <a@b.example>\nSubject: {subject}\nDate: 18 March 2026 at 16:00:03 GMT\nTo: c@d.example\n\n{text}\n\n"

    body = "Two letters below.\n\n" + letter("Cranes", ">") + letter("Freight", "|")
    lines = _read(body, "two letters").text.split("\n")
    assert lines.count(LONG) == 4
    assert "Two letters below." not in lines


def test_an_exchange_of_one_subject_is_no_collection():
    def header(sender: str) -> str:
        return f"From: {sender} <a@b.example>\nSent: Monday, March 16, 2026 9:00 AM\nTo: c@d.example\nSubject: RE: Cranes\n\n"

    body = f"What is new here.\n\n{header('A')}{LONG}\n\n{header('B')}{LONG}\n"
    assert _read(body, "Re: Cranes").text == "What is new here."


def test_an_answer_that_only_comments_on_a_letter_is_that_letter():
    quoted = "\n".join(f"> {LONG}\n>" for _ in range(6))
    body = (
        f"The third is ours.\n\nOn Mon, Jan 20, 2025 at 7:00 AM Water Wire <w@b.example> wrote:\n\n{quoted}\n"
    )
    lines = _read(body, "Re: Water Wire No. 46").text.split("\n")
    assert lines == [LONG] * 6
