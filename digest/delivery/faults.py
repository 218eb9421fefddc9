"""What went wrong on a line to a mail server, in words, and as the answer that it amounts to."""

from __future__ import annotations

import smtplib
import socket
import ssl

from digest.delivery import replies
from digest.delivery.transport import Answer, PostponedError
from digest.errors import ResultError
from digest.model.why import Why

CLOSED = (smtplib.SMTPException, OSError)
"""What is raised where the line is gone, or silent for too long."""


def lost(error: BaseException, about: replies.About) -> Answer:
    """The answer that a broken line amounts to, `about` what was being said."""
    late = isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)
    return Answer(kind="closed", about=about, text="no answer in time" if late else reason(error), late=late)


def reason(error: BaseException) -> str:
    """Why, in a few words."""
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, socket.gaierror):
        return "no such host"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {replies.text(error.smtp_error)}"
    return (
        replies.text(str(error.strerror if isinstance(error, OSError) and error.strerror else error))
        or "connection lost"
    )


def unopened(error: smtplib.SMTPException | OSError, server: str) -> ResultError:
    """What it means that no connection to a server could be made ready: a setting is wrong, or it has to be tried later."""
    if isinstance(error, smtplib.SMTPAuthenticationError) and error.smtp_code >= replies.PERMANENT:
        said = replies.text(error.smtp_error)
        return ResultError(server, f"refuses the login ({said})", "check [delivery] username and password")
    if isinstance(error, smtplib.SMTPAuthenticationError):
        # RFC 4954, 6: the server is at fault, not the password.
        why = reason(error)
        return PostponedError(
            server,
            f"does not check the login now ({why})",
            "try again later",
            why=Why("unreachable", server=server, why=why),
        )
    # smtplib's own words where it can log in by none of the ways that the server offers: a plain SMTPException.
    if isinstance(error, smtplib.SMTPNotSupportedError) or type(error) is smtplib.SMTPException:
        return ResultError(server, str(error), "check [delivery] security and port")
    if isinstance(error, ssl.SSLError):
        said = str(getattr(error, "verify_message", "") or error.reason or error)
        return ResultError(
            server, f"no secure connection ({said})", "check [delivery] host, port and security"
        )
    if isinstance(error, smtplib.SMTPResponseException):
        # It was reached, and answered a greeting, or the wish to encrypt, with a refusal: the host and the port are right.
        why = reason(error)
        return PostponedError(
            server,
            f"does not want to talk ({why})",
            "run again later; where it stays so, ask who runs it whether this machine may send through it",
            why=Why("unreachable", server=server, why=why),
        )
    return PostponedError(
        server,
        f"cannot be reached ({reason(error)})",
        "check [delivery] host and port, then run again",
        why=Why("unreachable", server=server, why=reason(error)),
    )
