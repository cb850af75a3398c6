"""The self-contained page as text: template, style, data and code in one HTML document."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geo.page.linked_data import graph_of, linked_data_of
from geo.page.payload import Payload
from geo.page.template import read_template
from geo.page.tiles import Tiles
from geo.page.view import View, script_json

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["ATTRIBUTION", "built", "make_page"]

ATTRIBUTION = "© OpenStreetMap contributors (ODbL); Natural Earth; GeoNames (CC BY 4.0)"
_PAGE = Path(__file__).parent
# Before anything is laid out: with scripts, evidence waits until it is opened; should one fail, all is shown again.
# From a file all of the page is there at once, and is laid out once, when all is read; over a network the list is
# shown as it comes (HTML, "expect" links).
_FIRST = (
    "(d=>{d.scripted='';addEventListener('error',()=>delete d.scripted)})(document.documentElement.dataset);"
    "if(location.protocol==='file:')document.head.append("
    "Object.assign(document.createElement('link'),{rel:'expect',href:'#end',blocking:'render'}))"
)


def make_page(
    view: View, payload: Payload, *, address: str | None = None, picture: str | None = None, tiles: Tiles | None = None
) -> str:
    """The HTML document of a view and its data.

    address: where the page will be published, for links and previews; picture: the address of its preview picture;
    tiles: online tiles that the reader may turn on.

    The Content-Security-Policy names the hash of each script and of the style (CSP 3), and allows nothing else but
    pictures that are in the page, and map tiles from one host, which are only asked for when the reader says so: no
    frame, no form. Data stands in scripts of types that browsers do not run.
    """
    from markupsafe import Markup

    style, code = built("page.css"), built("page.js")
    linked_data = linked_data_of(view, address)
    html = read_template().render(
        view=view,
        wording=view.wording,
        attribution=ATTRIBUTION,
        policy=_policy(style, [_FIRST, code], tiles),
        first=Markup(_FIRST),  # noqa: S704 - our own
        style=Markup(style),  # noqa: S704 - our own file, from the build
        graph=graph_of(view, address, picture),
        linked_data=Markup(script_json(linked_data)),  # noqa: S704 - cannot end its script
        scripts=_data(view, payload, tiles),
        code=Markup(code),  # noqa: S704 - our own file
    )
    # A lone surrogate cannot be written as UTF-8; TOML cannot hold one, a frame can.
    return html.encode("utf-8", "replace").decode()


def _data(view: View, payload: Payload, tiles: Tiles | None) -> dict[str, dict[str, Markup]]:
    """The page's data scripts by their ids: those that the code needs to begin, and those that may come after it."""
    from markupsafe import Markup

    language = view.wording.language
    head = payload.head | {"language": language, "attribution": ATTRIBUTION}
    if tiles:
        head["tiles"] = tiles.head()
    first = {
        "head": script_json(head),
        "sites": payload.sites,
        f"words-{language}": built(f"words-{language}.txt"),
    }
    # What the first frame does not need: the code begins before the browser has read it.
    others = sorted(set(payload.head["languageNames"]) - {language})
    later = {"basemap": built("basemap.txt")}
    later |= {f"words-{other}": built(f"words-{other}.txt") for other in others}
    later |= {f"evidence-{number}": pack for number, pack in enumerate(payload.evidence)}
    # JSON that cannot end its script, and base64.
    return {
        "first": {name: Markup(text) for name, text in first.items()},  # noqa: S704
        "later": {name: Markup(text) for name, text in later.items()},  # noqa: S704
    }


@cache
def built(name: str) -> str:
    """A file of the bundle; raises FileNotFoundError where the package was not built."""
    path = _PAGE / "built" / name
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing: install the package with pip, which builds it")
    return path.read_text("utf-8")


def _policy(style: str, scripts: list[str], tiles: Tiles | None) -> str:
    pictures = f"data: blob: {tiles.source()}" if tiles else "data: blob:"
    sources = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {sources}; style-src {_hash(style)}; img-src {pictures}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
