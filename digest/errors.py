"""What can go wrong, foreseen.

    DigestError
    ├── UsageError           exit 2: the call or the configuration is wrong; nothing was begun
    │   └── ConfigurationError   every mistake of a config.toml at once
    ├── ResultError          exit 1: the result asked for does not exist (refused, mismatch, not writable)
    └── InputError           one document, source or recipient could not be used; the run goes on, exit 3

Each names its subject, what is wrong with it, and what to do.
"""

from __future__ import annotations


class DigestError(Exception):
    """A foreseen fault, told in one line: subject, message, hint.

    Args:
        subject: what it is about, as the user names it (`feed "한겨레"`, `config.toml`, a path).
        message: what is wrong.
        hint: what to do about it; empty where there is nothing to do.
        why: the same as a `digest.model.why.Why`, where editors are told of it in their language.
    """

    exit_status = 1

    def __init__(self, subject: str, message: str, hint: str = "", *, why: str = "") -> None:
        super().__init__(subject, message, hint)
        self._why = why
        self.subject = subject
        self.message = message
        self.hint = hint

    @property
    def why(self) -> str:
        """What is written down of it as the reason of something else."""
        return self._why or str(self)

    def __str__(self) -> str:
        told = f"{self.subject}: {self.message}"
        return f"{told}: {self.hint}" if self.hint else told


class UsageError(DigestError):
    """The call cannot be carried out as it was given; no work was begun."""

    exit_status = 2


class ConfigurationError(UsageError):
    """One or more mistakes in a configuration file, all told at once.

    Args:
        subject: the file.
        mistakes: one line each, beginning with the path of the setting.
    """

    def __init__(self, subject: str, mistakes: tuple[str, ...]) -> None:
        count = f"{len(mistakes)} mistakes" if len(mistakes) > 1 else "1 mistake"
        super().__init__(subject, count, "correct and run again (docs/reference/configuration.md)")
        self.mistakes = mistakes

    def __str__(self) -> str:
        lines = "".join(f"\n  {mistake}" for mistake in self.mistakes)
        return f"{self.subject}: {self.message}{lines}\n{self.hint}"


class ResultError(DigestError):
    """The result asked for does not exist: refused, not found, not writable, not equal."""


class InputError(DigestError):
    """One document, source, story or recipient could not be used; the rest goes on."""

    exit_status = 3
