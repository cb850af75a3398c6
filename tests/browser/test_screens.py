"""The page looks as it did when somebody last looked: screens beside stored pictures of them."""

from __future__ import annotations

import numpy
import pytest
from PIL import Image

from tests.browser.screens import SCREENS, STORED, Screen, take

# How far a point of the smaller picture may be off (of 255), and how many points may be further off than that.
NEAR = 40
STRAYING = 0.03


def differing(one: Image.Image, other: Image.Image) -> float:
    """The share of points that differ for the eye."""
    pixels = [numpy.asarray(each.convert("RGB"), dtype="i4") for each in (one, other)]
    return float((abs(pixels[0] - pixels[1]).max(axis=2) > NEAR).mean())


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_screen_looks_as_its_picture(browser, map_file, tmp_path, screen: Screen) -> None:
    taken = take(browser, map_file, screen)
    with Image.open(screen.path) as stored:
        assert taken.size == stored.size
        share = differing(taken, stored)
    taken.save(tmp_path / screen.path.name)
    assert share <= STRAYING, f"{share:.1%} differs: compare {tmp_path / screen.path.name}"


def test_every_picture_is_of_a_screen() -> None:
    assert {path.name for path in STORED.glob("*.png")} == {screen.path.name for screen in SCREENS}


def test_another_screen_would_be_told_from_it() -> None:
    with Image.open(STORED / "1440-light-en.png") as one, Image.open(STORED / "1440-light-ar.png") as other:
        assert differing(one, other) > STRAYING
