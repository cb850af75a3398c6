from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import textwrap
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.files import write_atomically
from geo.store import FORMS, Document, Key, canonical, read_folder, shipped_data
from tests.folders import FILES, ROOT, DataFolder, run_python

# --- the canonical spelling ----------------------------------------------------------------------------------------

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
NAMES = st.one_of(st.from_regex(r"[a-z]{2}(-[A-Z][a-z]{3})?", fullmatch=True), TEXTS)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": TEXTS,
    "texts": st.lists(TEXTS, max_size=3),
    "date": st.sampled_from(["2019", "2019-11", "2019~", "2015/2019-11"]),
    "number": st.one_of(st.integers(), st.floats(allow_nan=False)),
    "flag": st.booleans(),
    "names": st.dictionaries(NAMES, TEXTS, max_size=3),
    "counts": st.dictionaries(NAMES, TEXTS, max_size=3),
    "lists": st.dictionaries(NAMES, st.lists(TEXTS, max_size=3), max_size=3),
}


def tables(keys: tuple[Key, ...]) -> st.SearchStrategy[dict[str, Any]]:
    """Tables of a form: its required keys and any of the others."""
    return st.fixed_dictionaries(
        {key.name: values(key) for key in keys if key.required},
        optional={key.name: values(key) for key in keys if not key.required},
    )


def values(key: Key) -> st.SearchStrategy[Any]:
    if key.kind == "table":
        return tables(key.keys)
    if key.kind == "tables":
        return st.lists(tables(key.keys), min_size=1, max_size=3)
    return VALUES[key.kind]


def document(form: str, content: dict[str, Any], text: str = "") -> Document:
    return Document(form, "x", Path("x.toml"), "x.toml", text, content)


WRITTEN = [form for form in FORMS if FORMS[form].keys]


@pytest.mark.parametrize("form", WRITTEN)
@given(data=st.data())
def test_canonical_spelling_loses_no_value(form: str, data: st.DataObject) -> None:
    content = data.draw(tables(FORMS[form].keys))
    assert tomllib.loads(canonical(document(form, content))) == content


@pytest.mark.parametrize("form", WRITTEN)
@given(data=st.data())
def test_canonical_spelling_is_a_fixed_point(form: str, data: st.DataObject) -> None:
    once = canonical(document(form, data.draw(tables(FORMS[form].keys))))
    assert canonical(document(form, tomllib.loads(once), once)) == once


@given(data=st.data())
def test_canonical_spelling_does_not_depend_on_the_order_of_keys(data: st.DataObject) -> None:
    content = data.draw(tables(FORMS["report"].keys))
    turned = dict(reversed(content.items()))
    assert canonical(document("report", turned)) == canonical(document("report", content))


AWKWARD = {
    "quotes": "\"'\"\"\"'''",
    "backslashes": "\\ \\\\ \\n \\u0041",
    "delete": "a\x7fb",
    "control": "".join(chr(code) for code in range(0x20)),
    "controls-above": "".join(chr(code) for code in range(0x80, 0xA0)),
    "separators": "a\u2028b\u2029c\u0085d",
    "long": "x" * 10_000,
    "emoji": "📍👩‍🚀🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "bidi": "\u202bحميميم\u202c \u2066x\u2069\u200f",
    "byte-order-mark": "\ufeffx",
    "not-a-character": "\uffff\U0010ffff",
    "header": "\n[[statement]]\n",
    "comment": "# x",
    "empty": "",
}


@pytest.mark.parametrize("name", AWKWARD)
def test_canonical_spelling_keeps_an_awkward_text(name: str) -> None:
    content = {"language": "en", "title": AWKWARD[name], "statement": []}
    spelled = canonical(document("report", content))
    assert tomllib.loads(spelled)["title"] == AWKWARD[name]


@pytest.mark.parametrize("name", AWKWARD)
def test_canonical_spelling_keeps_an_awkward_key(name: str) -> None:
    names = {AWKWARD[name]: "x"}
    assert tomllib.loads(canonical(document("site", {"names": names})))["names"] == names


def test_canonical_spelling_keeps_a_key_outside_the_form() -> None:
    content = {"kind": "base", "names": {"en": "x"}, "colour": "red", "a b": {"c": [1, True]}}
    assert tomllib.loads(canonical(document("site", content))) == content


def test_canonical_spelling_is_as_in_the_dataset_s_readme() -> None:
    content = {
        "statement": [
            {
                "note": "n",
                "passage": {"end": "e", "start": "s"},
                "strength": {"personnel": ">100", "aircraft": "8"},
                "about": "2026-01-26",
                "status": "left",
                "operator": "RUS",
                "site": "camp",
            }
        ],
        "language": "en",
        "title": 'A "t"',
    }
    assert canonical(document("report", content)) == textwrap.dedent(
        """\
        title = "A \\"t\\""
        language = "en"

        [[statement]]
        site = "camp"
        operator = "RUS"
        status = "left"
        about = "2026-01-26"
        strength = { aircraft = "8", personnel = ">100" }
        passage = { start = "s", end = "e" }
        note = "n"
        """
    )


# --- lines ---------------------------------------------------------------------------------------------------------

LINES = """\
title = "T\u2028\u0085"
language = "en"

[[statement]]
site = "a"
about = "2026"
passage = { start = "s", end = "e" }

[[statement]]
site = "b"
strength = { aircraft = "8" }
"about" = "2025"

[names]
en = "x"

[spellings]
ku-Arab = ["x"]
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 1),
        (("language",), 2),
        (("statement", 0), 4),
        (("statement", 0, "site"), 5),
        (("statement", 0, "about"), 6),
        (("statement", 0, "passage", "end"), 7),
        (("statement", 1), 9),
        (("statement", 1, "site"), 10),
        (("statement", 1, "strength", "aircraft"), 11),
        (("statement", 1, "about"), 12),
        (("statement", 1, "passage"), 9),
        (("names",), 14),
        (("names", "en"), 15),
        (("names", "ar"), 14),
        (("spellings", "ku-Arab", 0), 18),
        (("published",), 1),
    ],
)
def test_line_of_a_key_is_found(path: tuple[str | int, ...], line: int) -> None:
    assert document("report", {}, LINES).line_of(*path) == line


# --- reading -------------------------------------------------------------------------------------------------------


def told(folder: Path) -> list[tuple[str, int, str]]:
    return [(problem.file, problem.line, problem.rule) for problem in read_folder(folder).problems]


def test_valid_folder_is_read_without_a_problem(data: DataFolder) -> None:
    assert told(data.path) == []


def test_every_file_is_read(data: DataFolder) -> None:
    assert {document.name for document in read_folder(data.path).documents()} == set(FILES)


BAD_TEXTS = {
    "not-utf-8": (b'kind = "base"\nhost = "\xff"\n', 2),
    "utf-16": ('kind = "base"\n'.encode("utf-16"), 1),
    "not-toml": (b'kind = "base"\nhost = SYR\n', 2),
    "key-given-twice": (b'kind = "base"\nhost = "SYR"\nhost = "LBN"\n', 3),
    "open-string": (b'kind = "base"\nhost = "SYR\n', 2),
    "open-array-at-the-end": (b'kind = "base"\nnames = [\n', 3),
    "bare-carriage-return": (b'kind = "base"\rhost = "SYR"\n', 1),
    "control-character": (b'kind = "base"\nhost = "S\x00"\n', 2),
    "no-such-day": (b"kind = 2026-02-30\n", 1),
    "surrogate": (b'kind = "\\ud800"\n', 1),
    "nested-too-deep": (b"kind = " + b"[" * 100_000 + b"]" * 100_000, 1),
    "too-many-digits": (b"kind = " + b"1" * 10_000, 1),
    "byte-order-mark": (b'\xef\xbb\xbfkind = "base"\n', 1),
}


@pytest.mark.parametrize("name", BAD_TEXTS)
def test_text_that_cannot_be_read_is_one_problem_with_its_line(data: DataFolder, name: str) -> None:
    content, line = BAD_TEXTS[name]
    data.write("sites/bad.toml", content)
    assert told(data.path) == [("sites/bad.toml", line, "toml")]


@pytest.mark.parametrize("name", BAD_TEXTS)
def test_problem_of_a_text_that_cannot_be_read_is_one_line(data: DataFolder, name: str) -> None:
    data.write("sites/bad.toml", BAD_TEXTS[name][0])
    assert [len(str(problem).splitlines()) for problem in read_folder(data.path).problems] == [1]


@pytest.mark.parametrize("name", ["operators", "publishers", "vocabulary", "expect"])
def test_missing_list_is_one_problem(data: DataFolder, name: str) -> None:
    data.remove(f"{name}.toml")
    assert told(data.path) == [(f"{name}.toml", 1, "readable")]


@pytest.mark.parametrize("name", ["sites", "reports"])
def test_missing_folder_inside_is_one_problem(data: DataFolder, name: str) -> None:
    (data.path / name).rename(data.path.parent / "elsewhere")
    assert told(data.path) == [(name, 1, "folder")]


def test_missing_folder_is_one_problem(tmp_path: Path) -> None:
    assert told(tmp_path / "nowhere") == [(str(tmp_path / "nowhere"), 1, "folder")]


def test_file_where_a_folder_is_expected_is_one_problem(data: DataFolder) -> None:
    path = data.path / "expect.toml"
    assert told(path) == [(str(path), 1, "folder")]


def test_folder_where_a_file_is_expected_is_one_problem(data: DataFolder) -> None:
    (data.path / "sites" / "bad.toml").mkdir()
    assert told(data.path) == [("sites/bad.toml", 1, "readable")]


def test_link_to_nowhere_is_one_problem(data: DataFolder) -> None:
    (data.path / "sites" / "bad.toml").symlink_to(data.path / "nowhere")
    assert told(data.path) == [("sites/bad.toml", 1, "readable")]


@pytest.mark.parametrize(
    "name",
    [
        "stray.toml",
        "site.toml",
        "report.toml",
        "reports/2026-01-26-daily.toml",
        "reports/2026/01/2026-01-26-daily.toml",
        "sites/syria/camp.toml",
        "site/camp.toml",
    ],
)
def test_file_that_nothing_reads_is_one_problem(data: DataFolder, name: str) -> None:
    data.write(name, 'kind = "base"\n')
    assert told(data.path) == [(name, 1, "place")]


def test_several_unreadable_files_are_all_told(data: DataFolder) -> None:
    data.write("sites/bad.toml", "=")
    data.write("reports/2026/bad.toml", b"\xff")
    data.remove("expect.toml")
    assert {file for file, _, _ in told(data.path)} == {"sites/bad.toml", "reports/2026/bad.toml", "expect.toml"}


def test_shipped_data_is_a_folder() -> None:
    assert shipped_data().is_dir()


# --- writing -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", ["", "x", "حميميم\n", "a\r\nb\n", b"\x00\xff"])
def test_what_is_written_is_what_was_given(tmp_path: Path, content: str | bytes) -> None:
    path = tmp_path / "file"
    write_atomically(path, content)
    assert path.read_bytes() == (content if isinstance(content, bytes) else content.encode())


def test_writing_leaves_nothing_else_behind(tmp_path: Path) -> None:
    write_atomically(tmp_path / "file", "x")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_writing_keeps_the_mode_of_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("old")
    path.chmod(0o640)
    write_atomically(path, "new")
    assert path.stat().st_mode & 0o777 == 0o640


def test_new_file_has_the_mode_that_any_new_file_has(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    write_atomically(tmp_path / "file", "x")
    assert (tmp_path / "file").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_writing_through_a_link_changes_the_file_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old")
    (tmp_path / "link").symlink_to("file")
    write_atomically(tmp_path / "link", "new")
    assert ((tmp_path / "link").is_symlink(), (tmp_path / "file").read_text()) == (True, "new")


def test_file_of_a_long_name_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 250)
    write_atomically(path, "x")
    assert path.read_text() == "x"


def test_writing_into_a_missing_folder_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_atomically(tmp_path / "nowhere" / "file", "x")


def test_writing_over_a_folder_raises_and_leaves_it(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(IsADirectoryError):
        write_atomically(tmp_path / "folder", "x")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


# As root, permissions bind nobody, so the writer becomes another user first.
WRITE_AS_ANYBODY = """
import os, sys
from pathlib import Path
from geo.files import write_atomically
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    write_atomically(Path("file"), "new")
except PermissionError:
    print("refused")
"""


@pytest.fixture
def read_only_folder(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "read-only"
    folder.mkdir()
    (folder / "file").write_text("old")
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)


def test_writing_into_a_read_only_folder_raises(read_only_folder: Path) -> None:
    assert run_python("-c", WRITE_AS_ANYBODY, cwd=read_only_folder).stdout == "refused\n"


def test_writing_into_a_read_only_folder_leaves_the_old_file_alone(read_only_folder: Path) -> None:
    run_python("-c", WRITE_AS_ANYBODY, cwd=read_only_folder)
    assert {path.name: path.read_text() for path in read_only_folder.iterdir()} == {"file": "old"}


FULL = """
import resource, signal, sys
from pathlib import Path
from geo.files import write_atomically
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_atomically(Path("file"), "x" * 5000)
except OSError:
    print("refused")
"""


def test_write_that_fails_half_way_leaves_the_old_file_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old")
    answer = run_python("-c", FULL, cwd=tmp_path)
    left = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert (answer.stdout, left) == ("refused\n", {"file": "old"})


WRITE_FOREVER = """
import sys
from pathlib import Path
from geo.files import write_atomically
path, size = Path(sys.argv[1]), int(sys.argv[2])
print("ready", flush=True)
while True:
    for letter in "ab":
        write_atomically(path, letter * size)
"""


def test_killed_writer_leaves_the_old_or_the_new_content(tmp_path: Path) -> None:
    size, path = 4_000_000, tmp_path / "file"
    whole = {"a" * size, "b" * size}
    path.write_text("a" * size)
    # Seeded: the moments differ from one another, not from run to run.
    moments = random.Random(1)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    torn, caught_writing = 0, 0
    for _ in range(25):
        with subprocess.Popen(
            [sys.executable, "-c", WRITE_FOREVER, path, str(size)], stdout=subprocess.PIPE, env=environment
        ) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(moments.uniform(0, 0.05))
            writer.send_signal(signal.SIGKILL)
        torn += path.read_text() not in whole
        parts = list(tmp_path.glob(".*.part"))
        caught_writing += bool(parts)
        for part in parts:
            part.unlink()
    assert (torn, caught_writing > 0) == (0, True)
