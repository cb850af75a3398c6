"""The world's sites that foreign forces use or used, by the names that reports in fifteen languages give them.

`gazetteer/<host>.toml`, a file for each host country. A site here is only a name to look for: it is on no map until a
report of it has been accepted.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Listed", "read_gazetteer", "towns"]


@dataclass(frozen=True, slots=True)
class Listed:
    """A site that reports name: who is usually there, and whether its name means other things too.

    `town` is the id of the site's town, where reports call the base by its town's name too.
    """

    id: str
    kind: str
    host: str
    operators: tuple[str, ...]
    needs_company: bool
    names: Mapping[str, tuple[str, ...]]
    town: str = ""

    def is_one_with(self, other: Listed) -> bool:
        """Whether two names are of one place: a site, or a base and its town."""
        return self.id in (other.id, other.town) or self.town == other.id


@cache
def towns() -> frozenset[str]:
    """The ids that name a town of which bases are listed too."""
    return frozenset(site.town for site in read_gazetteer().values() if site.town)


@cache
def read_gazetteer() -> Mapping[str, Listed]:
    """All listed sites by id."""
    sites: dict[str, Listed] = {}
    for file in sorted(files("geo.reading").joinpath("gazetteer").iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".toml"):
            continue
        host = file.name.removesuffix(".toml").upper()
        for site, listed in tomllib.loads(file.read_text("utf-8")).items():
            names = {language: tuple(names) for language, names in listed["names"].items()}
            sites[site] = Listed(
                site,
                listed["kind"],
                host,
                tuple(listed["operators"]),
                listed.get("company", False),
                names,
                listed.get("town", ""),
            )
    return sites
