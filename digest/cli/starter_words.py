"""What a new publication's files say of themselves, in its language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from digest.model import Anatomy

Language = Literal["ko", "en"]
Words = dict[Language, str]

ABOUT: dict[Language, dict[Anatomy, str]] = {
    "en": {
        "weekly": "the news of a week, each in a few cited sentences.",
        "brief": "a month by category; each item with two leads, its points and their details, and its notes.",
        "report": "a month's trends, the pick of the month, and what the sources expect.",
        "review": "the storylines of half a year that mattered most.",
        "retrospective": "one storyline: what was said then, and what is so now.",
    },
    "ko": {
        "weekly": "한 주의 소식. 소식마다 출처를 단 문장 몇 개.",
        "brief": "한 달의 소식을 분야별로. 소식마다 머리 문장 둘, 요점과 세부, 주석.",
        "report": "한 달의 흐름, 이달의 소식, 출처들이 내다보는 것.",
        "review": "반년 동안 가장 크게 이어진 이야기들.",
        "retrospective": "이야기 하나. 그때 한 말과 지금의 사실.",
    },
}

SOURCES: Words = {
    "en": "# One table a source. The key names it for good; the rest may change.",
    "ko": "# 출처마다 표 하나. key는 끝까지 바꾸지 않는 이름이고, 나머지는 바꿔도 됩니다.",
}
SECTIONS: Words = {
    "en": "# The sections of an issue, in their order, and words that lead a story into each.",
    "ko": "# 호의 섹션(차례대로)과, 소식을 그 섹션으로 이끄는 낱말.",
}
GENRE: Words = {"en": "# The kind of issue: {about}", "ko": "# 호의 장르: {about}"}

HEAD: Words = {
    "en": """\
# A publication of Ganchu. After a change, `digest check` tells whether all is well.
# Every table and key: docs/reference/configuration.md in the repository of Ganchu.

# The newsletter itself.
[publication]
id = {id}
name = {name}
language = {language}
timezone = {zone}  # an IANA name; days and the schedule are counted here
archive_url = ""  # where the web pages will stand, such as "https://letter.example.org"

# Who sends it: shown at the foot of every mail. Put your own before you send.
[publication.sender]
name = {name}
address = "newsletter@example.org"
contact = ""
""",
    "ko": """\
# 간추의 발행물입니다. 고친 뒤 `digest check`를 실행하면 바르게 적혔는지 알려 줍니다.
# 모든 표와 키의 설명: 간추 저장소의 docs/reference/configuration.md

# 발행물.
[publication]
id = {id}
name = {name}
language = {language}
timezone = {zone}  # IANA 이름. 날짜와 발송 예정은 이 시간대로 셉니다
archive_url = ""  # 웹 페이지를 올릴 주소. 보기: "https://letter.example.org"

# 보내는 사람. 모든 메일의 아래에 적힙니다. 보내기 전에 자신의 것으로 바꾸세요.
[publication.sender]
name = {name}
address = "newsletter@example.org"
contact = ""
""",
}

INBOX_SOURCE: Words = {
    "en": """\
# A folder: put .md, .txt, .html, .pdf or .eml files into it.
[[sources]]
key = "inbox"
kind = "folder"
name = {name}  # cited where a file names no outlet itself
path = "inbox"

# A feed looks like this:
# [[sources]]
# key = "outlet"
# kind = "feed"
# url = "https://example.org/feed.xml"
""",
    "ko": """\
# 폴더. .md, .txt, .html, .pdf, .eml 파일을 여기에 넣으세요.
[[sources]]
key = "inbox"
kind = "folder"
name = {name}  # 파일에 매체 이름이 없으면 출처로 적는 이름
path = "inbox"

# 피드는 이렇게 적습니다.
# [[sources]]
# key = "outlet"
# kind = "feed"
# url = "https://example.org/feed.xml"
""",
}

TAIL: Words = {
    "en": """\
# How much an item tells.
[summary]
sentences = {sentences}

# When issues go out, in the publication's time zone; "required" waits for `digest approve`.
[schedule]
cron = {cron}
genre = {genre}
approval = "required"

# "outbox" writes mails as files into var/outbox; "smtp" sends them.
[delivery]
kind = "outbox"
""",
    "ko": """\
# 소식 하나에 싣는 문장 수.
[summary]
sentences = {sentences}

# 호를 내는 때(발행물의 시간대로). "required"는 `digest approve`를 기다립니다.
[schedule]
cron = {cron}
genre = {genre}
approval = "required"

# "outbox"는 메일을 var/outbox에 파일로 쓰고, "smtp"는 보냅니다.
[delivery]
kind = "outbox"
""",
}

INBOX_NOTE: Words = {
    "en": """
There is no feed yet: put files into `inbox/`, or name feeds in `config.toml`.
""",
    "ko": """
아직 피드가 없습니다. `inbox/`에 파일을 넣거나 `config.toml`에 피드를 적으세요.
""",
}

README: Words = {
    "en": """\
# {name}

`config.toml` describes this publication; everything the program makes goes into `var/`.
{inbox}
Next, in this folder:

    digest build            # read the sources and put together the issue of the last complete {period}
    digest preview --open   # look at it in the browser
    digest schedule         # stay, and put out an issue at the times that config.toml names

Its kind of issue is `{genre}`: the table `[genres.{genre}]` says how much it holds. To change how it looks, put templates
of your own into `templates/issue/{genre}/`; `digest init --genre {genre} --templates ANOTHER-FOLDER` copies out those there are.
""",
    "ko": """\
# {name}

`config.toml`에 이 발행물의 설정이 있고, 프로그램이 만드는 것은 모두 `var/`에 들어갑니다.
{inbox}
다음은 이 폴더에서 실행합니다.

    digest build            # 출처를 읽고, 끝난 기간 가운데 가장 가까운 것의 호를 만듭니다
    digest preview --open   # 브라우저에서 봅니다
    digest schedule         # 켜 두면 config.toml에 적은 때마다 호를 냅니다

이 발행물의 장르는 `{genre}`입니다. 얼마나 싣는지는 표 `[genres.{genre}]`에 있습니다. 모양을 바꾸려면 템플릿을
`templates/issue/{genre}/`에 두세요. `digest init --genre {genre} --templates 다른-폴더`가 지금 쓰는 템플릿을 꺼내 줍니다.
""",
}
