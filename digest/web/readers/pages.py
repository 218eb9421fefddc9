"""The readers' pages as HTML: the templates of `templates/web`, filled in."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast, get_args

from digest.model import masked
from digest.rendering import dates, looks, strings
from digest.rendering.templates import Templates

if TYPE_CHECKING:
    from datetime import datetime

    from digest.config import Config
    from digest.config.values import EditionLanguage
    from digest.subscribers.wishes import Subscription

Trouble = Literal["lost", "method", "large", "often", "busy"]
"""What a page may have to say instead: no such address, no such doing, too much, too often, not now."""
TROUBLES: tuple[Trouble, ...] = get_args(Trouble)
_WEIGHED = re.compile(r"\s*([A-Za-z]{1,8})(?:-[A-Za-z0-9-]*)?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something to choose: its value in the form, what it is called, in which language, whether it is chosen."""

    value: str
    label: str
    language: str
    chosen: bool


class Pages:
    """The pages of one publication. Tables and style are read once: a change of them holds from the next start.

    Args:
        config: the publication's configuration.
        path: of `web.url`, before the paths of the pages; empty, or `/letters`.
    """

    def __init__(self, config: Config, *, path: str) -> None:
        self._config = config
        self._path = path
        self._templates = Templates(config.folder)
        self._strings = {one: strings.load(config.folder, one) for one in strings.LANGUAGES}
        self._style = self._templates.render("web/style.css.j2", t=looks.table(config.folder, "tokens.toml"))
        digest = base64.b64encode(hashlib.sha256(self._style.encode()).digest()).decode("ascii")
        self.policy = (
            f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; base-uri 'none';"
            " frame-ancestors 'none'"
        )
        """The Content-Security-Policy of a page: its own style and its own forms, nothing else."""

    def language(self, asked: str, of_reader: str | None, accepted: str) -> EditionLanguage:
        """The language of a page.

        Args:
            asked: by the reader (`?lang=`).
            of_reader: the edition that they read, where they are known.
            accepted: by their browser (Accept-Language).
        """
        for one in (asked, of_reader, *_preferred(accepted)):
            if one in self._strings:
                return cast("EditionLanguage", one)
        return self._config.publication.language

    def ask(self, subscription: Subscription, token: str, language: EditionLanguage) -> str:
        """The page that asks whether somebody wants to leave, and changes nothing."""
        return self._of_reader("leave", subscription, token, language)

    def left(self, subscription: Subscription, token: str, language: EditionLanguage) -> str:
        """The page that tells somebody that they have left: since when, and the way back."""
        return self._of_reader("left", subscription, token, language)

    def back(self, subscription: Subscription, token: str, language: EditionLanguage, at: datetime) -> str:
        """The page that tells somebody that they are subscribed again."""
        return self._of_reader("back", subscription, token, language, day=self._day(at, language), moment=at)

    def choose(
        self, subscription: Subscription, token: str, language: EditionLanguage, *, saved: bool = False
    ) -> str:
        """The page by which somebody chooses what they get."""
        person, publication = subscription.person, self._config.publication
        assert person is not None
        editions = tuple(
            Choice(
                value=one,
                label=self._strings[one]("edition"),
                language=one,
                chosen=one == person.language,
            )
            for one in publication.several
        )
        lists = tuple(
            Choice(
                value=key,
                label=one.names.get(language, one.name),
                language=language if language in one.names else publication.language,
                chosen=key in person.lists,
            )
            for key, one in self._config.lists.items()
        )
        return self._of_reader(
            "choose",
            subscription,
            token,
            language,
            editions=editions,
            lists=lists,
            name=person.name,
            saved=saved,
            mail_comes=self._config.reaches(person.lists),
        )

    def trouble(self, kind: Trouble, language: EditionLanguage) -> str:
        """A page that says why there is no other."""
        return self._render("trouble", language, kind=kind, here="")

    def _of_reader(
        self, page: str, subscription: Subscription, token: str, language: EditionLanguage, **values: object
    ) -> str:
        person = subscription.person
        given = {
            "day": self._day(subscription.left, language) if subscription.left else "",
            "moment": subscription.left,
            "address": masked(person.address) if person else "",
            "back": subscription.back,
            "choices": bool(self._config.publication.several or self._config.lists),
            "leave_at": f"{self._path}/u/{token}?lang={language}",
            "choose_at": f"{self._path}/p/{token}?lang={language}",
        }
        here = f"{self._path}/{'p' if page == 'choose' else 'u'}/{token}"
        return self._render(page, language, here=here, **{**given, **values})

    def _render(self, page: str, language: EditionLanguage, *, here: str, **values: object) -> str:
        publication = self._config.publication
        others = [
            Choice(value=f"{here}?lang={one}", label=words("edition"), language=one, chosen=one == language)
            for one, words in self._strings.items()
        ]
        return self._templates.render(
            f"web/{page}.html.j2",
            s=self._strings[language],
            style=self._style,
            title=publication.named(language),
            sender=publication.sent_by(language),
            contact=publication.sender.contact,
            mail=publication.sender.address,
            languages=others,
            **values,
        )

    def _day(self, moment: datetime, language: EditionLanguage) -> str:
        day = dates.local_day(moment, self._config.publication.timezone)
        return dates.day(day, self._strings[language])


def _preferred(accepted: str) -> list[str]:
    """The languages that a browser names, the preferred first (RFC 9110, 12.5.4); what is not understood is passed over."""
    found = []
    for part in accepted[:500].split(","):
        match = _WEIGHED.fullmatch(part)
        if match and float(match[2] or 1) > 0:
            found.append((-float(match[2] or 1), match[1].lower()))
    return [language for _, language in sorted(found, key=lambda one: one[0])]
