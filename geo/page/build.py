"""What is made once, when the package is built: the page's code, its template, its names from CLDR, its basemap.

`python -m geo.page.build` does it in the development checkout; the build hook does it for a wheel.
"""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

__all__ = ["BUILT", "build"]

_PAGE = Path(__file__).parent
BUILT = ("page.js", "page.css", "layer.js", "layer.css", "countries-50m.json", "cldr.json", "basemap.txt")


def build() -> None:
    """Make everything in `built/`; raises RuntimeError, naming what is missing, where that fails."""
    # By path: while the package is built it cannot be imported.
    run_npm = _module("npm")["run_npm"]
    run_npm("run", "bundle")
    _module("template")["compile_template"]()
    _module("cldr")["compile_cldr"]()
    compress = _module("columns")["compress"]
    words = {f"words-{language}": text for language, text in _words().items()}
    for name, text in {"basemap": _basemap(), **words}.items():
        (_PAGE / "built" / f"{name}.txt").write_text(compress(text.encode(), level=9), "ascii")
    missing = [name for name in BUILT if not (_PAGE / "built" / name).is_file()]
    if missing:
        raise RuntimeError(f"the build made no {', '.join(missing)}")


def _module(name: str) -> dict[str, Any]:
    return runpy.run_path(str(_PAGE / f"{name}.py"))


def _basemap() -> str:
    folder = _PAGE.parent.parent / "data" / "basemap"
    # As they are: columns of the arcs' steps pack no smaller than their JSON.
    parts = [f'"{name}":' + (folder / f"{name}.json").read_text("utf-8") for name in ("basemap", "places")]
    return "{" + ",".join(parts) + "}"


def _words() -> dict[str, str]:
    """By language, the words of each that the page speaks, with how it writes dates and calls countries."""
    import tomllib

    cldr = json.loads((_PAGE / "built" / "cldr.json").read_text("utf-8"))
    dates = ("direction", "day", "month", "months", "standalone")
    # A file a language: a page that opens in one need not unpack the others.
    return {
        path.stem: _json(
            tomllib.loads(path.read_text("utf-8"))
            | {"dates": {key: cldr[path.stem][key] for key in dates}, "countries": cldr[path.stem]["countries"]}
        )
        for path in sorted((_PAGE / "languages").glob("*.toml"))
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


if __name__ == "__main__":
    build()
