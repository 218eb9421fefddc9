"""Fuzzing of every format: bytes → read → document → unbundle, with the laws of `tests/laws.py` checked on the way.

    python benchmarks/fuzz.py [TARGET…] [--seconds 420] [--out DIR]     each target in turn (default: all)
    python benchmarks/fuzz.py TARGET --replay FILE                      one input, with its traceback
    python benchmarks/fuzz.py TARGET --shrink FILE                      the smallest input that fails in the same way

Needs `pip install atheris` (Linux, Python 3.11 to 3.13), which is no dependency of the project. A target goes on after
a finding; DIR/TARGET holds for each kind of finding the smallest input met and its traceback, and the corpus grown so
far, which the next run goes on from. An input that takes a second of processor time is a finding too. Exit status 1
where there are findings.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import pkgutil
import random
import re
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from digest.sources.formats.recognise import Format  # noqa: TC004 - not loaded before atheris instruments it

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

LONGEST = 8_192
SLOW = 1.0
TWICE = 8  # one input in so many is read twice
HTML = """<p> </p> <br> <b> </b> <h1> <h2> <h3> <ul> <ol> <li> <dl> <dt> <dd> <table> <tr> <td> <th colspan=2> </table>
 <a␣href="http://a.kr/x?utm_source=b#c"> <a␣href=//b.kr> </a> <img␣alt=x␣src=y> <hr> <pre> <blockquote> <div> </div> <main>
 <article> <section> <header> <footer> <nav> <span␣style="display:none"> <style>p{display:none}</style> <script> </script>
 <title> <base␣href=http://a.kr/> <meta␣charset=euc-kr> <meta␣property="og:title"␣content="x"> <font␣size=5> <center>
 <time␣datetime=2025-01-13> <link␣rel=canonical␣href=http://a.kr> <template> <noscript> <svg> <math> <select> <option>
 <textarea> &nbsp; &#x20; &#0; &amp; &lt; &#128; &shy; <!-- --> <![CDATA[ ]]> <!doctype␣html> <details> <summary> <figure>
 <figcaption> <strong> <frameset> <plaintext> <caption> <p␣class=byline> <script␣type=application/ld+json>"""
TEXT = """◆␣ ■␣ □␣ ○␣ ▶␣ ※␣ ☞␣출처:␣ ①␣ 1.␣ 2.␣ 1)␣ (1)␣ 가.␣ Ⅰ.␣ [1]␣ 【소식】 [소식]␣ -␣ *␣ ∙␣ £␣ n␣ #␣ ##␣ ---\n ===\n ⏎ ⏎⏎ ␣␣ \t \r\n \u00a0 \u200b \u2028
 2025.01.13. 2025년␣1월␣31일 3시간␣전 어제 Jan.␣6,␣2025 2025-2월호 2025.5.1~3␣서울 광고 참고␣자료 관련기사:␣ 결론 맺음말 목차 무단␣전재 © 구독␣해지
 Unsubscribe https://example.org/a (클릭☞)␣ 홍길동␣기자 a@b.kr Q.␣ A.␣ 첫␣번째␣이슈:␣ 안녕하세요. 다리를␣고쳤다. The␣yard␣hires. “ ” ‘ ’ … 🎉 ⼤ ﬁ ㄱ
 Contents KEY␣Contents ………␣12 -␣3␣- 기간␣장소 이름\t날짜\t장소 > >>␣"""
MARKDOWN = """[a](http://a.kr) ![a](b.png) [a][b] [b]:␣http://a.kr <http://a.kr> **a** _a_ ` ``` ~~~ |a|b|\n|-|-|\n ---\ntitle:␣x\n---\n
 +++\ndate=2025-01-13\n+++\n {%␣raw␣%} {{␣x␣}} -␣[x]␣ >␣ 1.␣ ␣␣␣␣ [^1] \\ <div> </div> <!-- --> {:␣.c} :::␣note"""
MAIL = """From:␣a@b.kr\n To:␣c@d.kr\n Subject:␣ Date:␣Mon,␣6␣Jan␣2025␣07:00:00␣+0900\n Content-Type:␣text/html;␣charset=euc-kr\n MIME-Version:␣1.0\n
 Content-Type:␣multipart/alternative;␣boundary=x\n Content-Type:␣multipart/mixed;␣boundary="x"\n Content-Type:␣message/rfc822\n --x\n --x--\n \n\n
 Content-Transfer-Encoding:␣base64\n Content-Transfer-Encoding:␣quoted-printable\n =?euc-kr?B?wKk=?= =?utf-8?q?a?= =\n =EA=B0=80 6rCA
 Content-Disposition:␣attachment;␣filename*0*=utf-8''a\n Content-Type:␣text/plain;␣format=flowed;␣delsp=yes\n Reply-To:␣ List-Id:␣<a.b>\n >␣
 On␣Mon,␣Jan␣6,␣2025␣at␣7:00␣AM␣a␣<a@b.kr>␣wrote:\n 2025년␣1월␣6일␣(월)␣오전␣7:00,␣가␣<a@b.kr>님이␣작성:\n -----Original␣Message-----\n
 ----------␣Forwarded␣message␣---------\n Begin␣forwarded␣message:\n 보낸사람: 제목: --␣\n -----BEGIN␣PGP␣MESSAGE-----\n begin␣644␣a\n
 Content-Type:␣multipart/related;␣type="text/html";␣boundary=y\n --y\n Content-Type:␣multipart/report;␣boundary=x\n charset=iso-2022-kr"""
FEED = """<item> </item> <entry> </entry> <title> </title> <title␣type="html"> <description> <![CDATA[ ]]> <content:encoded> <content␣type="xhtml">
 <link>http://a.kr/x</link> <link␣rel="alternate"␣href="x"/> <guid␣isPermaLink="false"> <id> <pubDate>Mon,␣06␣Jan␣2025␣07:00:00␣+0900</pubDate>
 <updated>2025-01-06T07:00:00Z</updated> <dc:date> <dc:creator> <author> <name> <category␣term="a"/> <summary> xml:base="http://a.kr/" xml:lang="ko"
 <?xml␣version="1.0"␣encoding="euc-kr"?> <rss␣version="2.0"> <feed␣xmlns="http://www.w3.org/2005/Atom"> <rdf:RDF> <channel> &lt;p&gt; &amp;nbsp;
 <!DOCTYPE␣rss␣[<!ENTITY␣a␣"b">]> &a; <enclosure␣url="http://a.kr/b"/> <source␣url="http://b.kr">x</source> <media:content> <image> <language>ko</language>"""
JSON = """{ } [ ] , : "items":[ "id": "url": "title": "content_html": "content_text": "summary": "date_published": "2025-01-06T07:00:00+09:00"
 "authors":[{"name":"a"}] "external_url": "language":"ko" "tags":["a"] null true 1e999 -0 "\\ud800" "\\u0000" "version":"https://jsonfeed.org/version/1.1" """
PDF = """obj endobj stream endstream xref trailer << >> /Type␣/Page /Length /Filter␣/FlateDecode /Kids /Count /MediaBox␣[0␣0␣595␣842] /Rotate␣90 BT ET Tf
 Tj TJ Td T* 1␣0␣0␣1␣60␣700␣Tm 10␣0␣0␣-10␣60␣700␣cm q Q /F1␣12␣Tf <ac00> 3␣Tr /Annots /URI␣(http://a.kr) /Title␣(x) (D:20250113) %%EOF startxref 0␣R"""


@dataclass(frozen=True, kw_only=True)
class Target:
    """What the bytes of a target become, the pieces of text it is grown with, and where its seeds are."""

    kind: Format | None
    tokens: str
    seeds: tuple[str, ...]
    made: Callable[[bytes], bytes] = bytes


def letter(body: bytes) -> bytes:
    """An HTML mail with this body."""
    head = (
        b"From: a@b.kr\nTo: c@d.kr\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
    )
    return head + body


def printed(layout: bytes) -> bytes:
    """A PDF of placed lines: each line of the input begins with three bytes for left, down and size; a form feed ends a page."""
    from tests.sources.pdfwriter import BOLD, PLAIN, Text, write

    pages = [
        [
            Text(
                line[3:].decode("utf-16-be" if line[2] > 200 else "utf-8", "ignore"),
                line[0] * 2.4,
                (line[1] * 3.4 if line[1] else 12.0 * place),
                4 + line[2] % 32 / 2,
                BOLD if line[2] & 32 else PLAIN,
            )
            for place, line in enumerate(page.split(b"\n"))
            if len(line) > 3
        ]
        for page in layout.split(b"\f")[:20]
    ]
    return write(pages)


TARGETS = {
    "page": Target(kind="html", tokens=HTML + TEXT, seeds=("samples/page/*", "tests/stories/*/*.html")),
    "htmlmail": Target(kind="mail", tokens=HTML + TEXT, seeds=("tests/stories/*/*.html",), made=letter),
    "markdown": Target(
        kind="markdown", tokens=MARKDOWN + TEXT, seeds=("samples/*/*.md", "tests/stories/*/*.md")
    ),
    "plain": Target(kind="plain", tokens=TEXT, seeds=("samples/notes/*", "tests/stories/*/*.txt")),
    "mail": Target(
        kind="mail",
        tokens=MAIL + TEXT,
        seeds=("samples/mail/*", "tests/*/mail/*.eml", "tests/stories/*/*.eml"),
    ),
    "mbox": Target(
        kind="mbox",
        tokens=MAIL + " \nFrom␣a@b␣Mon␣Jan␣␣6␣07:00:00␣2025\n >From␣",
        seeds=("tests/*/mail/*.mbox", "tests/*/mail/*.eml"),
    ),
    "pdf": Target(kind="pdf", tokens=PDF, seeds=("tests/stories/*/*.txt",)),
    "layout": Target(kind="pdf", tokens=TEXT + " \f", seeds=("tests/stories/*/*.txt",), made=printed),
    "feed": Target(kind="feed", tokens=FEED + HTML, seeds=("samples/feed/*",)),
    "jsonfeed": Target(kind="feed", tokens=JSON + HTML, seeds=()),
    "any": Target(
        kind=None,
        tokens=TEXT + MAIL + MARKDOWN + FEED + PDF,
        seeds=("samples/*/*.*", "tests/stories/documents/*", "tests/*/mail/*.eml"),
    ),
}
SMALL_FEEDS = (
    """<rss version="2.0"><channel><title>t</title><item><title>a</title><link>http://a.kr/1</link><description>&lt;p&gt;b
 </description><pubDate>Mon, 06 Jan 2025 07:00:00 +0900</pubDate></item></channel></rss>""",
    """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://a.kr/"><title>t</title><entry><id>1</id><title type="html">a
 </title><link href="x"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>b</p></div></content>
 <updated>2025-01-06T07:00:00Z</updated></entry></feed>""",
    """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>t
 </title></channel><item><title>a</title><link>http://a.kr/1</link></item></rdf:RDF>""",
    """<CHANNEL HREF="http://a.kr"><TITLE>t</TITLE><ITEM HREF="http://a.kr/1"><TITLE>a</TITLE><ABSTRACT>b</ABSTRACT></ITEM>""",
)
SMALL_JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "t",
        "items": [
            {"id": "1", "url": "http://a.kr/1", "title": "a", "content_html": "<p>b<ul><li>c"},
            {"id": 2, "content_text": "글", "date_published": "2025-01-06T07:00:00+09:00", "tags": ["x"]},
        ],
    }
)


def seeds(name: str) -> list[bytes]:
    """What a target grows from: files of the repository, cut where they are long, and small feeds."""
    found = [path.read_bytes() for glob in TARGETS[name].seeds for path in sorted(ROOT.glob(glob))]
    if name == "feed":
        found += [text.encode() for text in SMALL_FEEDS]
    if name == "jsonfeed":
        found.append(SMALL_JSON.encode())
    if name in {"pdf", "layout"}:
        found = [
            b"\n".join(b"\x19\0\x0c" + row for row in text[:1_500].splitlines() if row) for text in found
        ]
    if name == "pdf":
        found = [printed(text) for text in found]
    return [
        text[at : at + LONGEST] for text in found for at in range(0, min(len(text), 2 * LONGEST), LONGEST)
    ]


def tokens(name: str) -> list[bytes]:
    """The pieces of text that a target knows: split at white space, with ␣ and ⏎ for blanks and escapes resolved."""
    text = TARGETS[name].tokens.replace("\n ", " ")
    found = dict.fromkeys(re.split(" ", text))
    return [
        token.replace("␣", " ").replace("⏎", "\n").encode("utf-8", "surrogatepass")
        for token in found
        if token
    ]


def law(name: str, data: bytes) -> None:
    """Read the bytes and take apart what they hold; raises where a law does not hold."""
    from digest.errors import InputError
    from digest.sources.documents import document
    from digest.sources.formats.read import read
    from digest.stories.unbundle import unbundle
    from tests.laws import check_content, check_unbundled

    target = TARGETS[name]
    begun = time.process_time()

    def answer() -> list[Any]:
        try:
            contents = read(
                target.made(data), name="x", url="http://a.kr/b/" * (name == "page"), kind=target.kind
            )
        except InputError as error:
            told = str(error)
            assert "\n" not in told
            return [told]
        made = []
        for place, content in enumerate(contents):
            check_content(content)
            taken = document(content, source_key="fuzz", locator=f"{place}")
            found = unbundle(taken)
            check_unbundled(taken, found)
            made.append((content, found))
        return made

    first = answer()
    took = time.process_time() - begun
    if took > SLOW:  # once may be the loading of a language's model
        begun = time.process_time()
        assert answer() == first, "the same bytes gave another answer"
        took = time.process_time() - begun
    assert took < SLOW, f"slow: {took:.1f} s"
    if hashlib.blake2b(data).digest()[0] % TWICE == 0:
        assert first == answer(), "the same bytes gave another answer"


def failure(name: str, data: bytes) -> tuple[str, str]:
    """Which law an input breaks and where: a name for findings of one kind, and the traceback; empty where none."""
    try:
        law(name, data)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
        frames = traceback.extract_tb(error.__traceback__)
        own = [f for f in frames if "/digest/" in f.filename or f.filename.endswith("laws.py")][-2:]
        told = "slow" if str(error).startswith("slow") else ""
        where = [f"{Path(frame.filename).stem}.{frame.name}.{frame.lineno}" for frame in own]
        return "-".join([type(error).__name__, *where, *filter(None, [told])]), traceback.format_exc()
    return "", ""


def shrink(name: str, data: bytes, *, seconds: float = 60) -> bytes:
    """A smaller input that fails in the same way: ever smaller stretches are left out while the failure stays."""
    wanted, until = failure(name, data)[0], time.monotonic() + seconds
    step = max(1, len(data) // 2)
    while wanted and step and time.monotonic() < until:
        at, before = 0, len(data)
        while at < len(data) and time.monotonic() < until:
            less = data[:at] + data[at + step :]
            if failure(name, less)[0] == wanted:
                data = less
            else:
                at += step
        step = step if step == 1 and len(data) < before else step // 2
    return data


def mutate(
    data: bytes, most: int, seed: int, words: list[bytes], mutated: Callable[[bytes, int], bytes]
) -> bytes:
    """An input a few changes away: of bytes (atheris's own), or of lines, tags and tokens."""
    dice = random.Random(seed)
    if dice.random() < 0.35:
        return mutated(data, most)
    for _ in range(dice.choice((1, 1, 2, 4))):
        seams = [0, *(found.start() for found in re.finditer(rb"[\n<>\[\"]|(?<=\s)\S", data)), len(data)]
        at, end = sorted((dice.choice(seams), dice.choice(seams)))
        part = data[at : min(end, at + 400)]
        match dice.randrange(6):
            case 0:
                data = data[:at] + data[end:] if dice.random() < 0.5 else data[:at] + data[at + len(part) :]
            case 1:
                data = data[:at] + part * dice.choice((2, 3, 8, 40)) + data[at + len(part) :]
            case 2:
                data = data[:end] + part + data[end:]
            case 3:
                data = data[:at] + dice.choice(words) * dice.choice((1, 1, 1, 2, 30)) + data[at:]
            case 4:
                data = data[:at] + dice.choice(words) + part + dice.choice(words) + data[at + len(part) :]
            case _:
                rows = part.split(b"\n")
                dice.shuffle(rows)
                data = data[:at] + b"\n".join(rows) + data[at + len(part) :]
    return data[:most]


def fuzz(name: str, out: Path, seconds: int) -> None:
    """One target, in this process; ends the process."""
    import atheris

    with atheris.instrument_imports(include=["digest"]):
        for room in ("digest.sources", "digest.stories", "digest.language"):
            package = importlib.import_module(room)
            for module in pkgutil.walk_packages(package.__path__, f"{room}."):
                importlib.import_module(module.name)
    corpus, findings = out / "corpus", out / "findings"
    corpus.mkdir(parents=True, exist_ok=True)
    findings.mkdir(exist_ok=True)
    for text in seeds(name):
        (corpus / hashlib.sha1(text).hexdigest()).write_bytes(text)
    words = tokens(name)
    for text in seeds(name)[:40]:
        failure(name, text)  # models of the languages are loaded before the clock runs

    def one(data: bytes) -> None:
        kind, told = failure(name, data)
        kept = findings / kind
        if kind and (not kept.exists() or kept.stat().st_size > len(data)):
            kept.write_bytes(data)
            kept.with_name(f"{kind}.txt").write_text(told, encoding="utf-8")

    def changed(data: bytes, most: int, seed: int) -> bytes:
        return mutate(data, most, seed, words, atheris.Mutate)

    options = [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        "-timeout=60",
        "-report_slow_units=60",
        "-rss_limit_mb=3000",
    ]
    options += [f"-artifact_prefix={findings}/", "-print_final_stats=1", "-verbosity=1", "-len_control=0"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], one, custom_mutator=changed)
    atheris.Fuzz()


def run(name: str, out: Path, seconds: int) -> int:
    """One target in a process of its own; prints what was run and found, and answers how many kinds of findings."""
    command = [sys.executable, __file__, name, "--seconds", str(seconds), "--out", str(out), "--here"]
    with (out / f"{name}.log").open("w", encoding="utf-8") as log:
        status = subprocess.run(command, stderr=log, stdout=log, check=False).returncode
    told = (out / f"{name}.log").read_text(encoding="utf-8", errors="replace")
    runs = re.findall(r"stat::number_of_executed_units:\s*(\d+)", told) or re.findall(
        r"^#(\d+)\t", told, re.MULTILINE
    )
    covered = re.findall(r"cov: (\d+) ft: (\d+) corp: (\d+)", told)
    found = sorted(path for path in (out / name / "findings").glob("*") if path.suffix != ".txt")
    edges, features, kept = covered[-1] if covered else ("?", "?", "?")
    begun = covered[0][0] if covered else "?"
    print(
        f"{name}: {runs[-1] if runs else 0} executions, {begun} -> {edges} edges, {features} features, corpus {kept},"
        f" {len(found)} kinds of findings, status {status}",
        flush=True,
    )
    for path in found:
        print(f"  {path.name}: {path.stat().st_size} bytes", flush=True)
    return len(found) or (status != 0)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "targets", nargs="*", choices=[*TARGETS, []], metavar="TARGET", help=", ".join(TARGETS)
    )
    parser.add_argument("--seconds", type=int, default=420)
    parser.add_argument("--out", type=Path, default=ROOT / "var" / "fuzz")
    parser.add_argument("--replay", type=Path)
    parser.add_argument("--shrink", type=Path)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    targets = asked.targets or list(TARGETS)
    if asked.replay:
        sys.exit(failure(targets[0], asked.replay.read_bytes())[1] or 0)
    if asked.shrink:
        print(shrink(targets[0], asked.shrink.read_bytes()))
        return
    if find_spec("atheris") is None:
        sys.exit("atheris is not installed: pip install atheris (Linux, Python 3.11 to 3.13)")
    asked.out.mkdir(parents=True, exist_ok=True)
    if asked.here:
        fuzz(targets[0], asked.out / targets[0], asked.seconds)
    sys.exit(sum(run(name, asked.out, asked.seconds) for name in targets) > 0)


if __name__ == "__main__":
    main()
