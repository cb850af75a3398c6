"""The page's template, compiled when the package is built: to compile it each time would slow every map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import DictLoader, Environment, FileSystemBytecodeCache, StrictUndefined

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.bccache import Bucket

__all__ = ["compile_template", "read_template"]

_PAGE = Path(__file__).parent
_NAME = "page.html"


class _Built(FileSystemBytecodeCache):
    """Compiled templates as the build has left them; jinja2 compiles again what another version of it has compiled."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write nothing: an installed package is not ours to change."""


def read_template() -> Template:
    """The template of the page."""
    return _environment(_Built(str(_PAGE / "built"), "%s.jinja")).get_template(_NAME)


def compile_template() -> None:
    """Compile the template into `built/`, where `read_template` looks for it."""
    _environment(FileSystemBytecodeCache(str(_PAGE / "built"), "%s.jinja")).get_template(_NAME)


def _environment(cache: FileSystemBytecodeCache) -> Environment:
    # The loader gives no file name: the compiled template is found by its text, in whatever folder that lies.
    loader = DictLoader({_NAME: (_PAGE / _NAME).read_text("utf-8")})
    return Environment(autoescape=True, undefined=StrictUndefined, loader=loader, bytecode_cache=cache)
