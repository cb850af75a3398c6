"""The figures as tables: each contender's medians, then ours beside the best peer and the bare page."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

# Each measure with the head of its column. `cdn_mb` is shown with `page_mb` and compared as part of it.
MEASURES = {
    "file_s": "file s",
    "page_mb": "page MB",
    "cdn_mb": "+ CDN MB",
    "drawn_ms": "drawn ms",
    "task_ms": "longest task ms",
    "slider_ms": "slider ms",
    "zoom_ms": "zoom ms",
}
# The most that ours may take of the best peer, and of the bare page; absent where nothing is asked.
TARGETS: Mapping[int, Mapping[str, tuple[float | None, float | None]]] = {
    1_000: {
        "file_s": (0.6, None),
        "drawn_ms": (0.7, 1.1),
        "task_ms": (0.8, 1.5),
        "slider_ms": (0.7, 1.2),
        "zoom_ms": (1.0, 1.2),
    },
    10_000: {
        "file_s": (0.5, 4),
        "drawn_ms": (0.4, 1.0),
        "task_ms": (0.3, 0.9),
        "slider_ms": (0.3, 0.8),
        "zoom_ms": (0.6, 0.5),
    },
    100_000: {
        "file_s": (0.6, 2),
        "drawn_ms": (0.2, 1.0),
        "task_ms": (0.25, 0.8),
        "slider_ms": (None, 0.5),
        "zoom_ms": (1.2, 0.25),
    },
}
# The most megabytes (decimal) that our page may have.
PAGE_MB = {1_000: 0.8, 10_000: 2.0, 100_000: 14.0}
_NONE = "–"


@dataclass
class Result:
    """What the rounds gave for one contender at one size: figures by measure, and why others could not be had."""

    rounds: dict[str, list[float]] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)

    def add(self, figures: Mapping[str, float], reasons: Mapping[str, str]) -> None:
        """Take in one round."""
        for measure, figure in figures.items():
            self.rounds.setdefault(measure, []).append(figure)
        self.reasons |= reasons

    def median(self, measure: str) -> float | None:
        """The median of the rounds; none where a round failed."""
        if measure in self.reasons or measure not in self.rounds:
            return None
        return statistics.median(self.rounds[measure])


Results = Mapping[str, Result]


def describe(size: int, results: Results) -> str:
    """Everything to print about one size."""
    notes = _notes(results)
    rows = [
        [name, *(_cell(result.median(measure), notes.get((name, measure))) for measure in MEASURES)]
        for name, result in results.items()
    ]
    parts = [f"{size:,} statements", _align([["", *MEASURES.values()], *rows])]
    if "ours" in results:
        parts.append(
            _align([["ours to", "best peer", "target", "", "bare", "target", ""], *_comparisons(size, results)])
        )
    reasons = dict.fromkeys(notes.values())
    parts += [f"{_NONE}{number}  {reason}" for number, reason in reasons]
    return "\n".join(parts)


def _comparisons(size: int, results: Results) -> Iterable[list[str]]:
    targets = TARGETS.get(size, {})
    for measure, head in MEASURES.items():
        if measure == "cdn_mb":
            continue
        ours = _whole(results["ours"], measure)
        peers = {
            name: figure
            for name, result in results.items()
            if name not in ("ours", "bare") and (figure := _whole(result, measure)) is not None
        }
        best = min(peers, key=lambda name: peers[name], default=None)
        bare = _whole(results["bare"], measure) if "bare" in results else None
        to_peer, to_bare = targets.get(measure, (None, None))
        peer = [*_ratio(ours, peers[best] if best else None, to_peer)]
        if best and ours is not None:
            peer[0] += f" {best}"
        if measure == "page_mb" and ours is not None and size in PAGE_MB:
            peer[1:] = [f"{PAGE_MB[size]:g} MB", "met" if ours <= PAGE_MB[size] else "MISSED"]
        yield [head, *peer, *_ratio(ours, bare, to_bare)]


def _whole(result: Result, measure: str) -> float | None:
    """A figure to compare; a page weighs with all that it loads."""
    figure = result.median(measure)
    if measure == "page_mb" and figure is not None:
        return figure + (result.median("cdn_mb") or 0)
    return figure


def _ratio(ours: float | None, other: float | None, target: float | None) -> tuple[str, str, str]:
    asked = _NONE if target is None else f"{target:g}"
    if ours is None or other is None:
        return _NONE, asked, ""
    ratio = ours / other
    return f"{ratio:.2f}", asked, "" if target is None else "met" if ratio <= target else "MISSED"


def _notes(results: Results) -> dict[tuple[str, str], tuple[int, str]]:
    """The number and the words of the reason for each figure that is not there."""
    numbers: dict[str, int] = {}
    return {
        (name, measure): (numbers.setdefault(reason, len(numbers) + 1), reason)
        for name, result in results.items()
        for measure, reason in result.reasons.items()
    }


def _cell(figure: float | None, note: tuple[int, str] | None) -> str:
    if figure is None:
        return f"{_NONE}{note[0]}" if note else _NONE
    return f"{figure:.0f}" if figure >= 100 else f"{figure:.1f}" if figure >= 10 else f"{figure:.2f}"


def _align(rows: list[list[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"
