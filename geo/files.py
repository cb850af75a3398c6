"""Writing files whole: at every moment the old content or the new, never half."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

__all__ = ["write_atomically"]


def write_atomically(path: Path, content: str | bytes, *, replace: bool = True) -> None:
    """Put content into a file so that a reader finds the old or the new at every moment; makes no folder.

    A new file beside the old one is written, flushed to disk, and renamed over it (POSIX rename, and its Windows
    equivalent through `os.replace`). With `replace=False` it is linked to the name instead, which raises
    FileExistsError where there is a file already. Raises OSError, and leaves the old file, where writing fails.
    """
    data = content.encode() if isinstance(content, str) else content
    target = path.resolve() if path.is_symlink() else path
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent)
    partial = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        if replace:
            partial.replace(target)
        else:
            os.link(partial, target)
            partial.unlink()
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
