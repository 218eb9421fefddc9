"""What can go wrong, foreseen.

    DigestError
    ├── UsageError           exit 2: the call or the configuration is wrong; nothing was begun
    │   └── MistakesError        every mistake of a file that an editor writes at once
    │       └── ConfigurationError   of a config.toml
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


class MistakesError(UsageError):
    """One or more mistakes in a file that an editor writes, all told at once.

    Args:
        subject: the file.
        mistakes: one line each, with the setting or the line.
        hint: what to do.
        language: of who wrote the file; empty where only who calls knows it.
    """

    def __init__(self, subject: str, mistakes: tuple[str, ...], hint: str, language: str = "") -> None:
        count = f"{len(mistakes)} mistakes" if len(mistakes) > 1 else "1 mistake"
        super().__init__(subject, count, hint)
        self.mistakes = mistakes
        self.language = language

    def __str__(self) -> str:
        lines = "".join(f"\n  {mistake}" for mistake in self.mistakes)
        return f"{self.subject}: {self.message}{lines}\n{self.hint}"


class ConfigurationError(MistakesError):
    """Mistakes in a configuration, or in a file that it names; each begins with the path of the setting, or with its line."""

    def __init__(self, subject: str, mistakes: tuple[str, ...], language: str = "") -> None:
        super().__init__(
            subject, mistakes, "correct and run again (docs/reference/configuration.md)", language
        )


class ResultError(DigestError):
    """The result asked for does not exist: refused, not found, not writable, not equal."""


class InputError(DigestError):
    """One document, source, story or recipient could not be used; the rest goes on."""

    exit_status = 3
