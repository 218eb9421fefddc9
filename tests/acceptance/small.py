"""A small publication in a folder of its own, and the real program run on it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests import forked

NOW = "2025-11-24T07:00+09:00"
ROOT = Path(__file__).resolve().parents[2]

STORIES = {
    "hanbit.md": """---
title: 노바칩, 구미에 반도체 공장 세운다
date: 2025-11-18
---
노바칩이 경북 구미에 2조 원을 들여 반도체 공장을 세운다고 18일 밝혔다. 공장은 2027년 3월부터 전력 반도체를 만든다.
노바칩은 새 공장에서 일할 사람 1200명을 뽑기로 했다. 구미시는 공업용수와 도로를 지원한다.
""",
    "saebyeok.md": """---
title: 노바칩 구미 반도체 공장에 2조 투자
date: 2025-11-19
---
전력 반도체 회사 노바칩이 구미 공장에 2조 원을 투자한다. 2027년 3월 가동이 목표다.
채용 규모는 1200명이며 절반은 지역에서 뽑는다. 증권가는 투자금 조달이 부담이라고 봤다.
""",
    "library.md": """---
title: 시립 도서관 열 곳, 토요일에도 밤 10시까지
date: 2025-11-20
---
해온시는 시립 도서관 열 곳을 다음 달부터 토요일에도 밤 10시까지 연다. 이용자 설문에서 62%가 야간 개관을 원했다.
시는 사서 24명을 더 뽑는다.
""",
}

CONFIG = """
[publication]
id = "small"
name = "작은 소식"
archive_url = "https://example.org/archive"
[publication.sender]
name = "작은 소식"
address = "news@example.org"
contact = "서울시 어느 길 1"

[[sources]]
key = "notes"
kind = "folder"
name = "쪽지"
path = "notes"
rights = "open"
"""


@dataclass(frozen=True)
class Publication:
    """A publication's folder; calling it runs `digest` there, as a user would."""

    folder: Path

    def __call__(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        given = {**os.environ, "PYTHONPATH": str(ROOT), "DIGEST_CONFIG": "", "COLUMNS": "200", **environment}
        at_import = ("PYTHON", "FORCE_COLOR")  # what is read when the program is loaded
        if hasattr(os, "fork") and not any(name.startswith(at_import) for name in environment):
            return forked.run(arguments, folder=self.folder, environment=given)
        return subprocess.run(
            [sys.executable, "-m", "digest.cli.main", *arguments],
            cwd=self.folder,
            env=given,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )

    def good(self, *arguments: str) -> str:
        """Run a verb that must succeed; its stdout."""
        done = self(*arguments)
        assert done.returncode == 0, f"digest {' '.join(arguments)}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def configure(self, text: str) -> None:
        """Replace the configuration."""
        (self.folder / "config.toml").write_text(text, encoding="utf-8")

    def files(self, *parts: str) -> dict[str, bytes]:
        """Every file below a folder of the publication, by relative path."""
        top = self.folder.joinpath(*parts)
        return {
            str(path.relative_to(top)): path.read_bytes() for path in sorted(top.rglob("*")) if path.is_file()
        }
