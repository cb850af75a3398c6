"""How many reports of an archive speak of forces at a site, month by month: a table, and a chart of it."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from html import escape
from pathlib import Path

from geo.files import write_atomically
from geo.reading.gazetteer import read_gazetteer

__all__ = ["Months", "draw_chart", "months_of", "write_chart"]

_YEAR_AND_MONTH = re.compile(r"(\d{4})-(\d{2})\b")
# The chart in CSS pixels: all of it, and what is left free around its bars.
_WIDTH, _HEIGHT = 960, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 16, 64, 40
# The room that a label takes.
_LABEL = 60


@dataclass(frozen=True)
class Months:
    """The reports of an archive that have proposals for a site: how many in each month, none left out.

    months: `2026-01`, from the first to the last in which any report of the archive was published, each with a number.
    undated: how many more do not tell the month. all_undated: how many of the whole archive do not.
    """

    site: str
    months: dict[str, int]
    undated: int
    all_undated: int

    @property
    def total(self) -> int:
        """How many reports there are, dated and undated."""
        return sum(self.months.values()) + self.undated


def months_of(folder: Path, site: str) -> Months:
    """The months of a site in the results of reading an archive.

    A date stands for the month in which it begins; one that gives the year alone is undated here.
    """
    import pyarrow.parquet

    reports = pyarrow.parquet.read_table(folder / "reports.parquet", columns=["published"])
    proposals = pyarrow.parquet.read_table(
        folder / "proposals.parquet", columns=["document", "published"], filters=[("site", "=", site)]
    )
    of_site = dict(zip(*(proposals.column(name).to_pylist() for name in ("document", "published")), strict=True))
    counts = Counter(map(_month, of_site.values()))
    all_counts = Counter(map(_month, reports.column("published").to_pylist()))
    dated = [month for month in all_counts if month]
    span = _span(min(dated), max(dated)) if dated else []
    return Months(site, {month: counts[month] for month in span}, counts[None], all_counts[None])


def _month(published: str | None) -> str | None:
    found = _YEAR_AND_MONTH.match(published or "")
    return found[0] if found and 1 <= int(found[2]) <= 12 else None


def _span(first: str, last: str) -> list[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(start, end + 1)]


def write_chart(folder: Path, site: str) -> Path:
    """Draw a site's months as SVG, beside the results. Raises KeyError for a site that the gazetteer has not."""
    path = folder / f"{site}.svg"
    write_atomically(path, draw_chart(months_of(folder, site), read_gazetteer()[site].names["en"][0]))
    return path


def draw_chart(months: Months, name: str) -> str:
    """An SVG 1.1 picture of the months: a bar each, the years below; whoever cannot see it is told the same."""
    width, height = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
    most = max(months.months.values(), default=0)
    step = width / max(1, len(months.months))
    top = max(1, most)
    bars = [
        f'<rect x="{_LEFT + number * step:.2f}" y="{_TOP + height * (1 - count / top):.2f}" '
        f'width="{max(0.5, step * 0.85):.2f}" height="{height * count / top:.2f}">'
        f"<title>{month}: {count}</title></rect>"
        for number, (month, count) in enumerate(months.months.items())
        if count
    ]
    title = f"Reports that speak of foreign forces at {name}, by month"
    told = _told(months)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}"'
        ' role="img" aria-labelledby="title told" font-family="system-ui, sans-serif" font-size="13">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="told">{escape(told)}</desc>',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        f'<text x="{_LEFT}" y="26" font-size="17" font-weight="600" fill="#1b1b1b">{escape(title)}</text>',
        f'<text x="{_LEFT}" y="46" fill="#555">{escape(told)}</text>',
        *_scale(top, height),
        f'<g fill="#2b5c8a">{"".join(bars)}</g>',
        f'<path d="M{_LEFT} {_TOP + height}H{_WIDTH - _RIGHT}" stroke="#1b1b1b"/>',
        *_below(list(months.months), step),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _told(months: Months) -> str:
    if not months.months:
        return f"{months.total} reports; no report of the archive tells its month."
    first, last = next(iter(months.months)), next(reversed(months.months))
    undated = f", {months.undated} of them without a month" if months.undated else ""
    others = f" {months.all_undated} reports of the archive tell no month." if months.all_undated else ""
    return f"{months.total} reports{undated}; the archive goes from {first} to {last}.{others}"


def _scale(top: int, height: float) -> list[str]:
    """Lines across at whole numbers."""
    step = next(size * power for power in (10**n for n in range(9)) for size in (1, 2, 5) if top / (size * power) <= 5)
    lines = []
    for count in range(step, top + 1, step):
        y = _TOP + height * (1 - count / top)
        lines.append(f'<path d="M{_LEFT} {y:.2f}H{_WIDTH - _RIGHT}" stroke="#ddd"/>')
        lines.append(f'<text x="{_LEFT - 8}" y="{y + 4:.2f}" text-anchor="end" fill="#555">{count}</text>')
    return lines


def _below(months: list[str], step: float) -> list[str]:
    """The years, or of a short span the months; only every so manieth where they would run into each other."""
    labels = [(number, month[:4]) for number, month in enumerate(months) if month.endswith("-01")]
    apart = 12 * step
    if len(months) <= 24:
        labels, apart = list(enumerate(months)), step
    y = _HEIGHT - _BOTTOM + 20
    return [
        f'<text x="{_LEFT + number * step:.2f}" y="{y}" fill="#555">{text}</text>'
        for number, text in labels[:: max(1, math.ceil(_LABEL / apart))]
    ]
