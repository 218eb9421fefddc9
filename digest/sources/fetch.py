"""HTTP's only door: one address → its bytes, within limits, and never into a private network unasked.

Each hop is resolved here, checked, and then connected to at the address that was checked (the name goes along in the
Host header and in TLS), so that a name cannot point elsewhere between the check and the connection.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
from contextlib import closing
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin

import httpx2

from digest.errors import InputError
from digest.sources.deadline import Deadline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from digest.config import Fetch

ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, text/html;q=0.9, application/xml;q=0.9, */*;q=0.5"
REDIRECTS = (301, 302, 303, 307, 308)
FOR_GOOD = (301, 308)
NOT_MODIFIED = 304
NOWHERE = {getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name)}
"""What the resolver answers of a host that is none; any other failure may be its own."""
LONGEST_HINT = "raise [fetch] {setting} if this source is worth it"
STATUSES = {
    401: ("asks for a password (401)", "this program signs in nowhere; look for a public address"),
    403: ("refused (403)", "open it in a browser; the site may turn programs away"),
    404: ("not found (404)", "open the site in a browser and look for the new address"),
    410: ("gone (410)", "remove the source, or look for its new address"),
    429: ("too many requests (429)", "fetch less often"),
}


class NotHadError(InputError):
    """An address that cannot be had.

    Args:
        subject: what it is about; `message` and `hint` as in `InputError`.
        message: what is wrong.
        hint: what to do about it.
        status: what the server answered; 0 where it did not.
        nowhere: whether the name service knows no such host.
    """

    def __init__(
        self, subject: str, message: str, hint: str = "", *, status: int = 0, nowhere: bool = False
    ) -> None:
        super().__init__(subject, message, hint)
        self.status = status
        self.nowhere = nowhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server gave to ask the next time whether anything changed."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer: the decoded body, the address it came from in the end, and its validators.

    `moved` is the address that it has for good instead of the one that was asked for; empty where that still holds.
    """

    content: bytes
    url: str
    moved: str = ""
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """Nothing changed since the validators were given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Redirect:
    """Where an address leads, and whether the server says that it does for good."""

    url: str
    for_good: bool


class Fetcher:
    """Asks for addresses under the limits of `[fetch]`. Use it as a context; threads may share it."""

    def __init__(self, settings: Fetch) -> None:
        self.settings = settings
        self._allowed = {host.lower() for host in settings.allow_hosts}
        self._made: httpx2.Client | None = None
        self._making = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._made is not None:
            self._made.close()

    @property
    def _client(self) -> httpx2.Client:
        """Made when the first address is asked for: files need none, and it loads the certificates of all authorities."""
        with self._making:
            if self._made is None:
                self._made = httpx2.Client(
                    headers={"User-Agent": self.settings.user_agent, "Accept": ACCEPT},
                    timeout=self.settings.timeout.total_seconds(),
                    # A pool keeps connections by address, and one address serves many names: none is used twice.
                    limits=httpx2.Limits(
                        max_connections=self.settings.connections * 2, max_keepalive_connections=0
                    ),
                    follow_redirects=False,
                    trust_env=False,
                )
            return self._made

    def fetch(self, url: str, *, subject: str = "", known: Validators | None = None) -> Fetched | NotModified:
        """The bytes that stand at an address of the web.

        Args:
            url: http or https.
            subject: what an error names; else the address.
            known: of the last answer; the server may then say that nothing changed.

        Raises:
            InputError: it cannot be had; says why.
        """
        about = subject or url
        moved, for_good, asked = "", True, {url}
        with Deadline(self.settings.timeout.total_seconds()) as deadline:
            for _ in range(self.settings.max_redirects + 1):
                try:
                    answer = self._hop(url, about, known or Validators(), deadline)
                except (
                    httpx2.HTTPError,
                    httpx2.InvalidURL,
                    httpx2.StreamError,
                    OSError,
                    ValueError,
                ) as error:
                    # A connection that we shut looks like one that the server closed.
                    fault = httpx2.ReadTimeout("") if deadline.passed else error
                    raise _told(fault, about, self.settings) from None
                if isinstance(answer, Fetched):
                    return replace(answer, moved=moved)
                if isinstance(answer, NotModified):
                    return answer
                url, for_good = answer.url, for_good and answer.for_good
                moved = url if for_good else moved
                if url in asked:
                    told = "redirects in a circle"
                    raise InputError(about, told, "open it in a browser and look for its new address")
                asked.add(url)
        raise InputError(
            about, f"more than {self.settings.max_redirects} redirects", "name the address it leads to"
        )

    def _hop(
        self, url: str, about: str, known: Validators, deadline: Deadline
    ) -> Fetched | NotModified | _Redirect:
        """One request: its answer, or the address it redirects to."""
        target = httpx2.URL(url)
        if target.scheme not in ("http", "https") or not target.host:
            raise InputError(
                about, f'"{url}" is no address of the web', "write one that begins with https://"
            )
        last: Exception | None = None
        for address in self._addresses(target, about):
            request = self._request(target, address, known, deadline)
            try:
                response = self._client.send(request, stream=True)
            except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
                last = error
                if deadline.passed:
                    break
                continue
            with closing(response):
                return self._answer(response, str(target), about, deadline)
        raise last or httpx2.ConnectError("no address to connect to")

    def _request(
        self, target: httpx2.URL, address: str, known: Validators, deadline: Deadline
    ) -> httpx2.Request:
        headers = {"Host": target.netloc.decode("ascii")}
        if known.etag:
            headers["If-None-Match"] = known.etag
        if known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        pinned = target.copy_with(host=address)
        told = {"sni_hostname": target.raw_host.decode("ascii"), "trace": deadline.watch}
        return self._client.build_request(
            "GET", pinned, headers=headers, extensions=told, timeout=deadline.left
        )

    def _addresses(self, target: httpx2.URL, about: str) -> list[str]:
        host = target.raw_host.decode("ascii").strip("[]")
        try:
            found = socket.getaddrinfo(host, target.port or None, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError) as error:
            nowhere = getattr(error, "errno", None) in NOWHERE
            raise NotHadError(
                about, f'no host "{host}" is known', "check the address, and the network", nowhere=nowhere
            ) from None
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if host.lower() not in self._allowed:
            for address in addresses:
                if not _public(address):
                    hint = f'if you trust it, add "{host}" to [fetch] allow_hosts'
                    raise InputError(about, f'"{host}" leads into a private network ({address})', hint)
        return addresses

    def _answer(
        self, response: httpx2.Response, url: str, about: str, deadline: Deadline
    ) -> Fetched | NotModified | _Redirect:
        if response.status_code == NOT_MODIFIED:
            return NotModified()
        if response.status_code in REDIRECTS and response.headers.get("location"):
            leads = urljoin(url, response.headers["location"])
            return _Redirect(url=leads, for_good=response.status_code in FOR_GOOD)
        if not response.is_success:
            code = response.status_code
            told = STATUSES.get(
                code, (f"answered {code} {response.reason_phrase}".rstrip(), "try again later")
            )
            raise NotHadError(about, *told, status=code)
        return Fetched(
            content=b"".join(self._body(response, about, deadline)),
            url=url,
            content_type=response.headers.get("content-type", ""),
            etag=response.headers.get("etag", ""),
            last_modified=response.headers.get("last-modified", ""),
        )

    def _body(self, response: httpx2.Response, about: str, deadline: Deadline) -> Iterator[bytes]:
        size, limit = 0, self.settings.max_bytes
        for chunk in response.iter_bytes():
            size += len(chunk)
            if size > limit:
                raise InputError(
                    about, f"larger than {limit:,} bytes", LONGEST_HINT.format(setting="max_bytes")
                )
            yield chunk
        if deadline.passed:  # the end that we made ourselves is none of the body's
            raise httpx2.ReadTimeout("the whole answer took too long")


def _public(address: str) -> bool:
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour or (parsed.teredo[1] if parsed.teredo else None)
        if inner is None and parsed in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    # ::127.0.0.1 and the like are nobody's address, and global to Python.
    return parsed.is_global and not (parsed.is_multicast or parsed.is_reserved)


def _told(error: Exception, about: str, settings: Fetch) -> InputError:
    """A library's error as one of ours."""
    if isinstance(error, httpx2.TimeoutException | TimeoutError):
        seconds = settings.timeout.total_seconds()
        return InputError(about, f"no whole answer in {seconds:g} s", LONGEST_HINT.format(setting="timeout"))
    causes = list(_causes(error))
    secure = next((cause for cause in causes if isinstance(cause, ssl.SSLError)), None)
    if secure is not None or "CERTIFICATE" in str(error).upper() or "SSL" in str(error):
        return InputError(
            about,
            f"no safe connection ({_reason(secure or error)})",
            "open it in a browser; its certificate may have run out",
        )
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes) or "refused" in str(error).lower():
        return InputError(
            about, "connection refused", "check the address and the port; the server may be down"
        )
    if isinstance(error, httpx2.InvalidURL | ValueError):
        return InputError(about, f"not an address ({_reason(error)})", "write one that begins with https://")
    return InputError(about, f"cannot be fetched ({_reason(error)})", "check the address, and the network")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(10):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__


def _reason(error: BaseException) -> str:
    told = getattr(error, "verify_message", "") or getattr(error, "reason", "") or str(error)
    return " ".join(str(told).split())[:120] or type(error).__name__
