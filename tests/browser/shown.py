"""What a page shows, read out of it in one go; and what Python says it should."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from playwright.sync_api import Page

import geo
from geo.page.view import Entry, make_view
from geo.page.wording import Wording, read_wording

EPOCH = date(1970, 1, 1)

_ROWS = """rows => Object.fromEntries(rows.map(row => [row.id, [
  row.dataset.certainty,
  row.querySelector('[data-field=verdict]').textContent,
]]))"""
_MARKS = """marks => Object.fromEntries(marks.map(mark => [
  `${mark.dataset.site}-${mark.dataset.operator}`, mark.getAttribute('aria-label'),
]))"""


def rows(page: Page) -> dict[str, tuple[str, str]]:
    """The certainty and the verdict of each row of the list, by the presence's id."""
    found = cast("dict[str, list[str]]", page.locator("li.presence").evaluate_all(_ROWS))
    return {key: (certainty, verdict) for key, (certainty, verdict) in found.items()}


def labels(page: Page) -> dict[str, str]:
    """What each single mark on the map is called, by the presence's id."""
    return cast("dict[str, str]", page.locator("#map [data-site]").evaluate_all(_MARKS))


def entries(
    dataset: geo.Dataset, on: str, known_by: str | None = None, wording: Wording | None = None
) -> dict[str, Entry]:
    """What Python says of each presence on a day, by its id."""
    known = date.fromisoformat(known_by) if known_by else None
    view = make_view(dataset, wording or read_wording("en"), on=date.fromisoformat(on), known_by=known)
    return {entry.id: entry for entry in view.entries}


def expected_rows(
    dataset: geo.Dataset, on: str, known_by: str | None = None, wording: Wording | None = None
) -> dict[str, tuple[str, str]]:
    """What the rows of the list should be, also of presences of which nothing was known by then."""
    said = {
        key: (entry.answer.certainty, entry.answer.verdict)
        for key, entry in entries(dataset, on, known_by, wording).items()
    }
    none = ("none", (wording or read_wording("en")).say("verdict", "none"))
    return {f"{site}-{operator}": said.get(f"{site}-{operator}", none) for site, operator in dataset.by_presence}


def state(page: Page) -> dict[str, Any]:
    """All that a reader can see of the page's state."""
    values = """() => ({
      on: document.querySelector('#on').value,
      from: document.querySelector('.comparing').hidden ? null : document.querySelector('#from').value,
      known: document.querySelector('#known').value,
      search: document.querySelector('#search').value,
      open: document.querySelector('li[data-open]')?.id ?? null,
      chosen: [...document.querySelectorAll('.chosen button')].map(each => each.textContent),
      border: document.querySelector('#border-km').value,
      seen: document.querySelector('#seen').checked,
      outcome: document.querySelector('.outcome').textContent,
      language: document.documentElement.lang,
      embedded: document.documentElement.hasAttribute('data-embed'),
    })"""
    return {**page.evaluate(values), "rows": rows(page), "labels": labels(page)}
