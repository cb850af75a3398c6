"""Documents of every kind, from files, folders and standard input: their text, and what they say of themselves."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.names import visible
from geo.reading.documents.edtf import dateline
from geo.reading.documents.encodings import decode
from geo.reading.documents.guard import take_apart
from geo.reading.documents.kinds import kind_of
from geo.reading.documents.mailbox import split_mailbox
from geo.reading.documents.shown import NotReadableError, one_line, unwrap
from geo.reading.documents.tongues import language_of

__all__ = [
    "BYTES",
    "Document",
    "UnreadableError",
    "contents_of",
    "document_of",
    "list_files",
    "parse_document",
    "parts_of",
    "read_document",
    "read_documents",
]

# The largest document that is read, in bytes. Others: CHARACTERS in shown.py, SECONDS and MEMORY in guard.py.
BYTES = 64 << 20
# The most characters of a name that a message shows.
_NAME = 300

# The title of a plain text: in how many of its first lines it is looked for, the longest in characters, what none
# ends in, and how many words (or ideographs) make one: "News" and "World" are none.
_TOP, _HEADLINE, _SENTENCE = 4, 160, re.compile(r"[.:;,。]$")
_IS_TITLE = re.compile(r"(?:\S+\s+){3}\S|[\u4e00-\u9fff].{7}")
_STANDARD_INPUT = "-"
# Browsers save a page's pictures, styles and frames in a folder of its name with one of these.
_BELONGINGS = (
    "_files",
    "-Dateien",
    "_fichiers",
    "_archivos",
    "_bestanden",
    ".files",
    "_file",
    "_pliki",
    "_arquivos",
    "_dosyalar",
)
_PAGES = (".html", ".htm", ".xhtml")


@dataclass(frozen=True)
class Document:
    """A report as it was read.

    `name` is the path as given, `-` for standard input, with `#` and a number for a mail of a mailbox. All offsets
    count in `text`: plain text just as it is given, of other documents a line for each paragraph as it is shown, so
    that its words can be looked for there. `unwrapped` is as long, with spaces for the line ends inside paragraphs.
    `published` is EDTF text, in the precision and the time zone it was given in; `language` is BCP 47's primary
    subtag; `address` is the page's own (canonical) URL. What the document does not say is None.
    """

    name: str
    text: str
    unwrapped: str
    title: str | None = None
    published: str | None = None
    language: str | None = None
    address: str | None = None
    publisher: str | None = None


class UnreadableError(ValueError):
    """A document that cannot be read; its text is one line that says which, what is wrong, and what to do."""

    def __init__(self, name: str, problem: str) -> None:
        shown = name if len(name) <= _NAME else f"{name[:_NAME]}…"
        super().__init__(visible(f"{shown}: {problem}").encode("utf-8", "replace").decode())
        self.name = name


def read_document(path: Path | str) -> Document:
    """The document in a file, or on standard input where the path is `-`. Raises UnreadableError."""
    name = str(path)
    return parse_document(_standard_input() if name == _STANDARD_INPUT else contents_of(name), name)


def parse_document(data: bytes, name: str) -> Document:
    """The document that some bytes are, by what they are like, then by the name's suffix. Raises UnreadableError."""
    documents = list(_parsed(data, name))
    if len(documents) > 1:
        raise UnreadableError(
            name, f"is a mailbox of {len(documents):,} mails; save the one to read, or give the file to `geo read`"
        )
    if isinstance(documents[0], UnreadableError):
        raise documents[0]
    return documents[0]


def read_documents(paths: Iterable[str]) -> Iterator[Document | UnreadableError]:
    """The documents in files and folders, in the order given, `-` for standard input; for one that cannot be read, why.

    Folders are gone through to the bottom in the order of their names, without hidden files, links to folders, and the
    folders in which browsers keep a saved page's belongings. Mailboxes are read mail by mail. Nothing is raised.
    """
    for given in paths:
        for name in list_files(str(given)):
            if isinstance(name, UnreadableError):
                yield name
                continue
            try:
                data = _standard_input() if name == _STANDARD_INPUT else contents_of(name)
                yield from _parsed(data, name)
            except UnreadableError as problem:
                yield problem


def _parsed(data: bytes, name: str) -> Iterator[Document | UnreadableError]:
    """The document, or all of a mailbox."""
    mails = [data]
    try:
        if len(data) > BYTES:
            raise NotReadableError(_too_large())
        kind = kind_of(data, name)
        if kind == "mailbox":
            mails = split_mailbox(data)
    except NotReadableError as problem:
        yield UnreadableError(name, str(problem))
        return
    for number, mail in enumerate(mails, 1):
        its_name = f"{name}#{number}" if len(mails) > 1 else name
        try:
            yield document_of(parts_of(mail, "mail" if kind == "mailbox" else kind), its_name)
        except NotReadableError as problem:
            yield UnreadableError(its_name, str(problem))


def parts_of(data: bytes, kind: str) -> dict[str, Any]:
    """A document's text and particulars. Plain text needs no second process. Raises NotReadableError."""
    if kind == "text":
        text = decode(data)
        return {"text": text, "unwrapped": unwrap(text), "title": _headline(text), "languages": []}
    return take_apart(data, kind)


def document_of(parts: dict[str, Any], name: str) -> Document:
    """The document that its parts make, as `parts_of` gives them. Raises NotReadableError where there is no text."""
    text = parts["text"]
    if not text.strip():
        raise NotReadableError("has no text; save the page once it is shown in full, or as PDF")
    language = language_of(text, parts["languages"])
    published = parts.get("published")
    if published is None and language and parts.get("head"):
        published = dateline(parts["head"], language)
    return Document(
        name,
        text,
        parts.get("unwrapped", text),
        parts.get("title"),
        published,
        language,
        parts.get("address"),
        parts.get("publisher"),
    )


def _headline(text: str) -> str | None:
    """The title of a plain text: the first of its first lines that is long enough for one, and no sentence."""
    lines = [one_line(line) for line in text[: _TOP * _HEADLINE].splitlines()]
    for line in [line for line in lines if line][:_TOP]:
        if len(line) > _HEADLINE or _SENTENCE.search(line):
            return None
        if _IS_TITLE.search(line):
            return line
    return None


def _too_large() -> str:
    return f"is larger than {BYTES >> 20} MB; give the report alone"


def contents_of(name: str) -> bytes:
    """A file's bytes. Raises UnreadableError; also for a pipe or a device, which is not waited for."""
    try:
        mode = Path(name).stat().st_mode
        if not stat.S_ISREG(mode):
            raise UnreadableError(name, _not_a_file(mode))
        descriptor = os.open(name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            mode = os.fstat(descriptor).st_mode
            if not stat.S_ISREG(mode):
                raise UnreadableError(name, _not_a_file(mode))
            data = file.read(BYTES + 1)
    except (OSError, ValueError) as error:
        if isinstance(error, UnreadableError):
            raise
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableError(name, f"cannot be read ({reason}); check its name and its permissions") from error
    if len(data) > BYTES:
        raise UnreadableError(name, _too_large())
    return data


def _not_a_file(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "is a folder; give its files, or the folder to `geo read`"
    return "is a pipe or a device and no file; give its content on standard input, as -"


def _standard_input() -> bytes:
    try:
        data = sys.stdin.buffer.read(BYTES + 1)
    except (OSError, ValueError, AttributeError) as error:
        raise UnreadableError(_STANDARD_INPUT, f"standard input cannot be read ({error}); give a file") from error
    if len(data) > BYTES:
        raise UnreadableError(_STANDARD_INPUT, _too_large())
    return data


def list_files(given: str) -> Iterator[str | UnreadableError]:
    """The files that a path stands for: itself, or those in its folder and the folders in that; why, if it has none."""
    try:
        is_folder = given != _STANDARD_INPUT and Path(given).is_dir()
    except (OSError, ValueError):
        is_folder = False
    if not is_folder:
        yield given
        return
    waiting = [given]
    while waiting:
        path = waiting.pop()
        try:
            if path != given and not _is_own_folder(path):
                yield path
                continue
            names = sorted(entry.name for entry in Path(path).iterdir())
        except OSError as error:
            yield UnreadableError(path, f"cannot be read ({error.strerror}); check its permissions")
            continue
        kept = [name for name in names if not name.startswith(".") and not _is_belonging(name, names)]
        waiting += (str(Path(path) / name) for name in reversed(kept))


def _is_own_folder(path: str) -> bool:
    """Whether a path is a folder and no link to one, which may lead in circles."""
    return stat.S_ISDIR(os.lstat(path).st_mode)


def _is_belonging(name: str, names: list[str]) -> bool:
    """Whether a name is that of the folder beside a saved page in which the browser put its pictures and frames."""
    page = next((name.removesuffix(ending) for ending in _BELONGINGS if name.endswith(ending)), None)
    return page is not None and any(page + suffix in names for suffix in _PAGES)
