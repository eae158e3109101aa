"""The one tree of exceptions, and the exit codes of the command line.

```text
MedienbruchError                 exit code
├── UsageError                   2   wrong option, missing file given by name
│   └── StoreError               2   a store that is no store, or cannot be written
├── ExportError                  2   the target cannot be written
├── SourceError                  3   an input cannot be read: listed, the scan goes on
│   ├── NotXmlError
│   ├── UnknownFormatError
│   └── UnsafeSourceError        zip bomb, path traversal, entity tricks, oversized input
└── RuleError                    4   a rule file or lexicon is wrong
```

Every message says what happened, where, and what to do, in German (the language of the users) with the English
text beside it for `--lang en`.
"""

from __future__ import annotations

import errno
from enum import IntEnum
from typing import Final


class ExitCode(IntEnum):
    """Exit codes of every command; where several apply, 2, 4, 130, 3, 1, 0 win in this order."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    UNREADABLE = 3
    RULES = 4
    INTERRUPTED = 130


_REASONS: Final = {
    errno.ENOENT: ("diese Datei gibt es nicht", "there is no such file"),
    errno.EISDIR: ("das ist ein Ordner, keine Datei", "it is a folder, not a file"),
    errno.ENOTDIR: ("ein Teil des Pfads ist kein Ordner", "a part of the path is no folder"),
    errno.EACCES: ("die Zugriffsrechte fehlen", "access is not permitted"),
    errno.EPERM: ("die Zugriffsrechte fehlen", "access is not permitted"),
    errno.ENOSPC: ("der Datenträger ist voll", "the disk is full"),
    errno.EROFS: ("der Datenträger ist schreibgeschützt", "the disk is read-only"),
    errno.ENAMETOOLONG: ("der Name ist zu lang", "the name is too long"),
    errno.ELOOP: ("die Verweise führen im Kreis", "the links lead in a circle"),
    errno.EIO: ("der Datenträger meldet einen Fehler", "the disk reports an error"),
}


def reason_of(error: Exception, lang: str = "de") -> str:
    """Say in the user's language why a file cannot be used; the system and Python's library speak English only.

    Args:
        error: What was raised while the file was read or written.
        lang: "de" or "en".

    Example:
        >>> reason_of(FileNotFoundError(2, "No such file or directory"))
        'diese Datei gibt es nicht'
        >>> reason_of(KeyError("quote"))
        'die Angabe „quote“ fehlt'
    """
    de, en = _reason(error)
    return en if lang == "en" else de


def _reason(error: Exception) -> tuple[str, str]:
    if isinstance(error, OSError) and error.errno is not None:
        code = error.errno
        return _REASONS.get(code, (f"Fehler {code} des Betriebssystems", f"system error {code}"))
    if isinstance(error, KeyError) and error.args:
        return f"die Angabe „{error.args[0]}“ fehlt", f"“{error.args[0]}” is missing"
    if isinstance(error, UnicodeDecodeError):
        return "kein UTF-8", "not UTF-8"
    if isinstance(error, EOFError):
        return "das Ende fehlt", "its end is missing"
    return "der Inhalt ist beschädigt oder von anderer Form", str(error) or type(error).__name__


class MedienbruchError(Exception):
    """Base of all errors raised on purpose.

    Args:
        message: What happened, where and what to do, in German.
        en: The same in English; the German text where it is missing.
    """

    exit_code = ExitCode.USAGE

    def __init__(self, message: str, *, en: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.en = en if en is not None else message

    def __reduce__(self) -> tuple[object, tuple[type[MedienbruchError], str, str]]:
        """Survive the way back from a worker process with both texts."""
        return (_rebuild, (type(self), self.message, self.en))

    def text(self, lang: str = "de") -> str:
        """Give the message in the language asked for."""
        return self.en if lang == "en" else self.message


def _rebuild(cls: type[MedienbruchError], message: str, en: str) -> MedienbruchError:
    return cls(message, en=en)


class UsageError(MedienbruchError):
    """A command was called wrongly, or something it needs is missing."""


class StoreError(UsageError):
    """A store cannot be opened, is no store of this tool, or cannot be written."""


class ExportError(MedienbruchError):
    """A list cannot be written to its target."""


class SourceError(MedienbruchError):
    """An input cannot be read; the scan lists it and goes on."""

    exit_code = ExitCode.UNREADABLE


class NotXmlError(SourceError):
    """The input is no well-formed XML."""


class UnknownFormatError(SourceError):
    """The input is well-formed, but no reader knows its format."""


class UnsafeSourceError(SourceError):
    """The input would exhaust memory, leave its folder, or reach the network."""


class RuleError(MedienbruchError):
    """A rule file, lexicon or table under `rules/` is wrong."""

    exit_code = ExitCode.RULES
