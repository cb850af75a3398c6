"""Fits the weights of `geo/reading/judging.py` to the tuning half of the labelled reports, and writes them.

    python -m tests.reading.fit            fit to all of the half, and write geo/reading/weights.toml
    python -m tests.reading.fit --cross    how well each eighth is read by weights fitted to the others; writes nothing

Newton's method with a ridge: logistic for the presences, and for the statuses a conditional logit over what tells of
them, by expectation and maximisation. The same reports and lexicons give the same weights.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

import geo.reading.judging as judging
from geo.reading.judging import Named, named_pairs, spoken_of, status_tellings
from geo.reading.passage import Passage
from geo.reading.proposals import open_report
from geo.reading.tellings import Telling
from tests.folders import ROOT
from tests.reading.labelled import Labelled, read_half, score

Floats = NDArray[np.float64]
Weights = dict[str, dict[str, float]]

# How much the weights are held back, and what a report with nothing to find counts beside another.
PRESENCE_RIDGE, STATUS_RIDGE, NOTHING = 1.5, 5.0, 4.0
ROUNDS, EXPECTATIONS, EIGHTHS = 5, 25, 8
START = {"company": 1.0, "operator near": 1.0, "operator joined": 0.5}
BIAS_RIDGE = 1e-3


@dataclass(frozen=True)
class Example:
    """A report laid open, its pairs of site and operator, and the status that its label gives each."""

    label: Labelled
    passage: Passage
    pairs: dict[tuple[str, str], list[Named]]
    statuses: dict[tuple[str, str], str]


def read_examples() -> list[Example]:
    """The tuning half."""
    examples = []
    for label in read_half("tune"):
        passage = open_report(label.text, label.language)
        pairs = named_pairs(passage)
        statuses = {}
        for each in label.expected:
            for site, operator in pairs:
                name = site.removeprefix("new: ")
                is_new = site != name and each["site"] == "new" and (name in each["name"] or each["name"] in name)
                if operator == each["operator"] and (site == each["site"] or is_new):
                    statuses[site, operator] = each["status"]
        examples.append(Example(label, passage, pairs, statuses))
    return examples


def fit(examples: Iterable[Example]) -> Weights:
    """The weights that fit some examples best."""
    examples = list(examples)
    use({"presence": START, "status": {}})
    for _ in range(ROUNDS):
        rows, wanted, counts = [], [], []
        for example in examples:
            for pair, named in example.pairs.items():
                rows.append({"bias": 1.0, **spoken_of(named)[0].evidence})
                wanted.append(float(pair in example.statuses))
                counts.append(1.0 if example.statuses else NOTHING)
        use({"presence": fit_presence(rows, np.array(wanted), np.array(counts)), "status": {}})
    presence = judging.weights()["presence"]
    tellings = [
        (status_tellings(example.passage, pair[1], example.pairs[pair]), status)
        for example in examples
        for pair, status in example.statuses.items()
    ]
    return {"presence": presence, "status": fit_status(tellings)}


def fit_presence(rows: list[dict[str, float]], wanted: Floats, counts: Floats) -> dict[str, float]:
    """Logistic regression by Newton's method (iteratively reweighted least squares)."""
    names = sorted({name for row in rows for name in row})
    x = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    ridge = np.diag([BIAS_RIDGE if name == "bias" else PRESENCE_RIDGE for name in names])
    weights = np.zeros(len(names))
    for _ in range(100):
        likely = 1 / (1 + np.exp(-(x @ weights)))
        slope = x.T @ (counts * (likely - wanted)) + ridge @ weights
        curve = (x * (counts * likely * (1 - likely))[:, None]).T @ x + ridge
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return dict(zip(names, map(float, weights), strict=True))


def fit_status(rows: list[tuple[list[Telling], str]]) -> dict[str, float]:
    """A conditional logit over tellings of which only the status is known, by expectation and maximisation."""
    rows = [(tellings, status) for tellings, status in rows if any(each.status == status for each in tellings)]
    names = sorted({name for tellings, _ in rows for each in tellings for name in each.evidence})
    xs = [np.array([[each.evidence.get(name, 0.0) for name in names] for each in tellings]) for tellings, _ in rows]
    right = [np.array([each.status == status for each in tellings]) for tellings, status in rows]
    weights = np.zeros(len(names))
    for _ in range(EXPECTATIONS):
        # How likely each telling is the one that counts, among those of the right status.
        wanted = [shares(x @ weights, mask) for x, mask in zip(xs, right, strict=True)]
        for _ in range(6):
            slope, curve = STATUS_RIDGE * weights, STATUS_RIDGE * np.eye(len(names))
            for x, want in zip(xs, wanted, strict=True):
                share = shares(x @ weights)
                mean = x.T @ share
                slope += x.T @ (share - want)
                curve += (x * share[:, None]).T @ x - np.outer(mean, mean)
            step = np.linalg.solve(curve, slope)
            weights -= step * min(1.0, 2 / np.abs(step).max())
            if np.abs(step).max() < 1e-3:
                break
    return dict(zip(names, map(float, weights), strict=True))


def shares(sums: Floats, mask: NDArray[np.bool_] | None = None) -> Floats:
    """The share of each in a softmax, of those in a mask if there is one."""
    parts = np.exp(sums - sums.max())
    if mask is not None:
        parts = np.where(mask, parts, 0.0)
    return np.asarray(parts / parts.sum(), dtype=np.float64)


def use(weights: Weights) -> None:
    """Have the reading go by some weights."""
    judging.weights.cache_clear()
    judging.weights = lambda: weights  # type: ignore[assignment]
    judging.weights.cache_clear = lambda: None  # type: ignore[attr-defined]


def cross() -> None:
    """How well each eighth is read by weights fitted to the others."""
    examples = read_examples()
    random.Random(1).shuffle(examples)
    read = []
    for eighth in range(EIGHTHS):
        use(fit(example for number, example in enumerate(examples) if number % EIGHTHS != eighth))
        read.append(score(example.label for example in examples[eighth::EIGHTHS]))
    total = sum(read[1:], read[0])
    print(total.told())


def write(weights: Weights) -> None:
    """Write the weights, sorted, to two places."""
    lines = [
        "# Written by python -m tests.reading.fit; what each figure is, geo/reading/evidence.py and judging.py say."
    ]
    for part, given in weights.items():
        lines += ["", f"[{part}]"]
        lines += [f'"{name}" = {value:.2f}' for name, value in sorted(given.items()) if round(value, 2)]
    (ROOT / "geo" / "reading" / "weights.toml").write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    """Fit, or see how well fitting does."""
    parser = argparse.ArgumentParser(prog="python -m tests.reading.fit", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--cross", action="store_true", help="cross-validate on the tuning half; write nothing")
    if parser.parse_args().cross:
        cross()
    else:
        weights = fit(read_examples())
        write(weights)
        use(weights)
        print(score(read_half("tune")).told())


if __name__ == "__main__":
    main()
