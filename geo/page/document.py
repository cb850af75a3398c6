"""The self-contained page as text: template, style, data and code in one HTML document."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from geo.page.payload import View, script_json
from geo.page.template import read_template
from geo.store import shipped_data

__all__ = ["built", "make_page", "read_basemap"]

_PAGE = Path(__file__).parent
# Before anything is laid out: with scripts, evidence waits until it is opened; should one fail, all is shown again.
_FIRST = "(d=>{d.scripted='';addEventListener('error',()=>delete d.scripted)})(document.documentElement.dataset)"


def make_page(view: View, *, code: Sequence[str] = ()) -> str:
    """The HTML document of a view; `code` is further scripts to run after the page's own, in their order.

    The Content-Security-Policy names the hash of each script and of the style (CSP 3), and allows nothing else: no
    request, no frame, no form. Data stands in JSON scripts, which browsers do not run.
    """
    from markupsafe import Markup

    style = built("page.css")
    scripts = [built("page.js"), *code]
    basemap = read_basemap()
    html = read_template().render(
        view=view,
        wording=view.wording,
        attribution=basemap["attribution"],
        policy=_policy(style, [_FIRST, *scripts]),
        first=Markup(_FIRST),  # noqa: S704 - our own
        style=Markup(style),  # noqa: S704 - our own file, from the build
        scripts=[("payload", Markup(script_json(view.payload()))), ("basemap", Markup(basemap["json"]))],  # noqa: S704
        code=[Markup(script) for script in scripts],  # noqa: S704 - our own file; folium's scripts are named by hash
    )
    # A lone surrogate cannot be written as UTF-8; TOML cannot hold one, a frame can.
    return html.encode("utf-8", "replace").decode()


@cache
def built(name: str) -> str:
    """A file of the bundle; raises FileNotFoundError where the package was not built."""
    path = _PAGE / "built" / name
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing: install the package with pip, which builds it")
    return path.read_text("utf-8")


@cache
def read_basemap() -> dict[str, str]:
    """The basemap as JSON for a script element, and whom to name for it."""
    folder = shipped_data() / "basemap"
    parts = [f'"{name}":' + (folder / f"{name}.json").read_text("utf-8") for name in ("basemap", "places")]
    return {
        # As it is on disk: decoding and encoding it again would take longer than all the rest of the page.
        "json": "{" + ",".join(parts).replace("<", "\\u003c") + "}",
        "attribution": "© OpenStreetMap contributors (ODbL); made with Natural Earth; GeoNames (CC BY 4.0)",
    }


def _policy(style: str, scripts: Sequence[str]) -> str:
    sources = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {sources}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
