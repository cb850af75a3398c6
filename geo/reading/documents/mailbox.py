"""A mailbox as its mails."""

from __future__ import annotations

import re

__all__ = ["split_mailbox"]

_BEGINS = re.compile(rb"(?:\A|\r?\n\r?\n)(?=From [^\r\n]{3,200}\d{4}[^\r\n]{0,20}\r?\n[A-Za-z][A-Za-z0-9-]*:)")
_QUOTED_FROM = re.compile(rb"(?m)^>(>*From )")


def split_mailbox(data: bytes) -> list[bytes]:
    """The mails of a mailbox (mbox, RFC 4155), each without the line before it."""
    data = data.lstrip(b"\r\n")
    starts = [match.end() for match in _BEGINS.finditer(data)]
    if not starts:
        return [data]
    mails = (data[start:end] for start, end in zip(starts, [*starts[1:], len(data)], strict=True))
    return [_QUOTED_FROM.sub(rb"\1", mail.partition(b"\n")[2]) for mail in mails]
