"""Names of countries and languages, and how dates are written, from CLDR: taken out by Babel when the package is built.

Babel reads a whole locale for each language, which takes longer than all the rest of a map; a page speaks eight.
"""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["compile_cldr", "read_cldr"]

_PAGE = Path(__file__).parent
_FILE = _PAGE / "built" / "cldr.json"
# Unicode Technical Standard 35, part 4: quoted text, or a letter as often as it stands.
_TOKEN = re.compile(r"'(?P<quoted>[^']*)'|(?P<field>([A-Za-z])\3*)|(?P<other>[^A-Za-z']+)")
_FIELDS = {"d": "{day}", "MMMM": "{month}", "LLLL": "{standalone}", "y": "{year}"}


@cache
def read_cldr() -> dict[str, Any]:
    """By language: `direction`, `day` and `month` (patterns in braces), `months`, `standalone` and names by code.

    Countries are ISO 3166-1 alpha-3, languages BCP 47 tags.
    """
    found: dict[str, Any] = json.loads(_FILE.read_text("utf-8"))
    return found


def compile_cldr() -> None:
    """Write what the languages of the page need into `built/`."""
    from babel import Locale

    made = {}
    for path in sorted((_PAGE / "languages").glob("*.toml")):
        locale = Locale.parse(tomllib.loads(path.read_text("utf-8"))["locale"])
        made[path.stem] = {
            "direction": locale.text_direction,
            "day": _pattern(locale.date_formats["long"].pattern),
            "month": _pattern(locale.datetime_skeletons["yMMMM"].pattern),
            "months": [locale.months["format"]["wide"][month] for month in range(1, 13)],
            "standalone": [locale.months["stand-alone"]["wide"][month] for month in range(1, 13)],
            "countries": _countries(locale),
            "languages": {tag.replace("_", "-"): name for tag, name in sorted(locale.languages.items())},
        }
    _FILE.write_text(json.dumps(made, ensure_ascii=False, sort_keys=True, separators=(",", ":")), "utf-8")


def _pattern(pattern: str) -> str:
    """A CLDR date pattern with its fields in braces; raises KeyError for a field we do not fill in."""
    parts = []
    for found in _TOKEN.finditer(pattern):
        if found["field"]:
            parts.append(_FIELDS[found["field"]])
        else:
            parts.append(found["quoted"] if found["other"] is None else found["other"])
    return "".join(parts)


def _countries(locale: Any) -> dict[str, str]:
    from babel.core import get_global

    codes = {alpha3: aliases[0] for alpha3, aliases in get_global("territory_aliases").items() if len(alpha3) == 3}
    named = {code: locale.territories.get(alpha2) for code, alpha2 in sorted(codes.items()) if code.isalpha()}
    return {code: name for code, name in named.items() if name}
