from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.rules import CONTRACT, check
from geo.store import canonical, read_folder
from tests.conftest import Answer
from tests.folders import CAMP, FILES, ROOT, DataFolder, run_python

Command = Callable[..., Answer]

CAMP_FILE = "sites/camp.toml"
DAILY_FILE = "reports/2026/2026-01-26-daily.toml"


# --- broken input --------------------------------------------------------------------------------------------------


def take_away(name: str) -> Callable[[DataFolder], None]:
    return lambda data: shutil.rmtree(data.path / name)


def file_in_its_place(data: DataFolder) -> None:
    shutil.rmtree(data.path / "sites")
    (data.path / "sites").write_text("")


BROKEN: dict[str, Callable[[DataFolder], object]] = {
    "bad-toml": lambda data: data.write(CAMP_FILE, "kind = base\n"),
    "not-utf-8": lambda data: data.write(CAMP_FILE, b'kind = "\xff"\n'),
    "empty-file": lambda data: data.write(CAMP_FILE, ""),
    "unknown-key": lambda data: data.change(CAMP_FILE, 'host = "SYR"', 'host = "SYR"\ncolour = "red"'),
    "unknown-word": lambda data: data.change(CAMP_FILE, 'kind = "base"', 'kind = "castle"'),
    "value-of-two-lines": lambda data: data.change(CAMP_FILE, 'kind = "base"', 'kind = "a\\nb\\u001b[31m"'),
    "date-that-is-none": lambda data: data.change(DAILY_FILE, 'about = "2026-01-25"', 'about = "25.1."'),
    "nested-too-deep": lambda data: data.write(CAMP_FILE, "kind = " + "[" * 99_999),
    "too-many-digits": lambda data: data.write(CAMP_FILE, "kind = " + "9" * 9_999),
    "number-beyond-any-float": lambda data: data.change(CAMP_FILE, "within_km = 10", "within_km = " + "9" * 999),
    "spellings-without-languages": lambda data: data.change(CAMP_FILE, "[names]", 'spellings = ["x"]\n[names]'),
    "status-without-duration": lambda data: data.change("vocabulary.toml", "holds_for_days = 30\n", ""),
    "no-statuses": lambda data: data.write("vocabulary.toml", '[kind.base]\nmeaning = "x"\n'),
    "missing-list": lambda data: data.remove("operators.toml"),
    "missing-folder-of-sites": take_away("sites"),
    "missing-folder-of-reports": take_away("reports"),
    "missing-folder": take_away("."),
    "file-for-a-folder": file_in_its_place,
    "folder-for-a-file": lambda data: (data.path / "sites" / "folder.toml").mkdir(),
    "link-to-nowhere": lambda data: (data.path / "sites" / "link.toml").symlink_to("nowhere"),
    "link-to-itself": lambda data: (data.path / "sites" / "link.toml").symlink_to("link.toml"),
    "stray-file": lambda data: data.write("reports/stray.toml", ""),
    "file-name-of-two-lines": lambda data: data.write("sites/a\nb.toml", CAMP),
    "file-name-that-is-not-utf-8": lambda data: data.write(os.fsdecode(b"sites/\xff.toml"), CAMP),
}  # fmt: skip

# `file:line: severity: rule: what; remedy`
PROBLEM = re.compile(r"[^\n]*:\d+: (error|warning): [a-z-]+: [^\n]+; [^\n]+")
COUNT = re.compile(r"\d+ sites, \d+ reports: \d+ errors, \d+ warnings")


@pytest.fixture
def broken(data: DataFolder, request: pytest.FixtureRequest) -> DataFolder:
    BROKEN[request.param](data)
    return data


every_break = pytest.mark.parametrize("broken", BROKEN, indirect=True)
READERS = [["check"], ["show"], ["show", "camp", "--format", "json"], ["format"], ["format", "--check"]]
every_reader = pytest.mark.parametrize("command", READERS, ids=" ".join)


@every_break
@every_reader
def test_broken_input_ends_with_status_1(geo_command: Command, broken: DataFolder, command: list[str]) -> None:
    assert geo_command(*command, "--data", broken.path).status == 1


@every_break
@every_reader
def test_broken_input_is_told_in_whole_lines(geo_command: Command, broken: DataFolder, command: list[str]) -> None:
    lines = geo_command(*command, "--data", broken.path).lines
    assert [line for line in lines if not PROBLEM.fullmatch(line) and not COUNT.fullmatch(line)] == []


@every_break
@every_reader
def test_broken_input_is_told_at_all(geo_command: Command, broken: DataFolder, command: list[str]) -> None:
    lines = geo_command(*command, "--data", broken.path).lines
    assert any(PROBLEM.fullmatch(line) for line in lines)


@every_break
@pytest.mark.parametrize("form", ["json", "github"])
def test_broken_input_can_be_told_to_a_machine(geo_command: Command, broken: DataFolder, form: str) -> None:
    answer = geo_command("check", "--data", broken.path, "--format", form)
    if form == "json":
        assert json.loads(answer.out)
    else:
        assert [line for line in answer.out.splitlines() if not line.startswith("::error file=")] == []


def test_broken_input_is_no_traceback_in_a_process_of_its_own(data: DataFolder) -> None:
    BROKEN["file-name-that-is-not-utf-8"](data)
    data.write(CAMP_FILE, "=")
    answer = run_python("-m", "geo", "show", "--data", str(data.path))
    assert (answer.returncode, "Traceback" in answer.stdout + answer.stderr) == (1, False)


@pytest.fixture
def siteless(data: DataFolder) -> DataFolder:
    for name in ("sites", "reports"):
        shutil.rmtree(data.path / name)
        (data.path / name).mkdir()
    return data


def test_check_of_a_folder_without_sites_finds_that(geo_command: Command, siteless: DataFolder) -> None:
    answer = geo_command("check", "--data", siteless.path)
    assert (answer.status, "something-to-show: there are no sites" in answer.out) == (1, True)


def test_show_of_a_folder_without_sites_is_one_line(geo_command: Command, siteless: DataFolder) -> None:
    answer = geo_command("show", "--data", siteless.path)
    assert (answer.status, answer.out, answer.err) == (2, "", "geo: no report matches what was asked for\n")


# --- wrong calls ---------------------------------------------------------------------------------------------------

WRONG: dict[str, list[str]] = {
    "no-command": [],
    "unknown-command": ["chek"],
    "unknown-option": ["show", "--when", "2026-01-01"],
    "unknown-format": ["check", "--format", "xml"],
    "date-in-words": ["show", "--on", "tomorrow"],
    "date-in-another-order": ["show", "--on", "26.01.2026"],
    "date-without-a-day": ["show", "--on", "2026-01"],
    "day-that-is-none": ["show", "--on", "2026-02-30"],
    "known-by-without-a-day": ["show", "--known-by", "2026"],
    "unknown-site": ["show", "Palmyra"],
    "site-of-punctuation": ["show", "!"],
    "unknown-operator": ["show", "--operator", "USA"],
    "unknown-host": ["show", "--host", "USA"],
    "nothing-new": ["new"],
    "new-what": ["new", "country", "x"],
    "new-site-without-id": ["new", "site"],
    "new-site-of-capitals": ["new", "site", "Palmyra"],
    "new-site-elsewhere": ["new", "site", "../palmyra"],
    "new-report-elsewhere": ["new", "report", "../../x"],
    "new-report-of-no-date": ["new", "report", "x", "--published", "26.01.2026"],
    "new-site-that-is-there": ["new", "site", "camp"],
    "new-report-that-is-there": ["new", "report", "daily", "--published", "2026-01-26"],
}


def call(geo_command: Command, data: DataFolder, words: list[str]) -> Answer:
    """A command on a folder; `--data` goes right behind the command's name."""
    return geo_command(*words[:1], *(["--data", str(data.path)] if words and words[0] != "chek" else []), *words[1:])


@pytest.mark.parametrize("name", WRONG)
def test_wrong_call_ends_with_status_2(geo_command: Command, data: DataFolder, name: str) -> None:
    assert call(geo_command, data, WRONG[name]).status == 2


@pytest.mark.parametrize("name", WRONG)
def test_wrong_call_is_told_in_one_line(geo_command: Command, data: DataFolder, name: str) -> None:
    answer = call(geo_command, data, WRONG[name])
    assert (len(answer.err.splitlines()), answer.out) == (1, "")


@pytest.mark.parametrize("name", WRONG)
def test_wrong_call_changes_nothing(geo_command: Command, data: DataFolder, name: str) -> None:
    call(geo_command, data, WRONG[name])
    assert {path.relative_to(data.path).as_posix() for path in data.path.rglob("*.toml")} == set(FILES)


@pytest.mark.parametrize("words", [["--help"], ["show", "--help"], ["check", "--help"], ["new", "report", "--help"]])
def test_help_ends_with_status_0(geo_command: Command, words: list[str]) -> None:
    assert geo_command(*words).status == 0


# --- check ---------------------------------------------------------------------------------------------------------


def test_check_of_sound_data_says_nothing_but_the_count(geo_command: Command, data: DataFolder) -> None:
    answer = geo_command("check", "--data", data.path)
    assert answer == Answer(0, "", "2 sites, 3 reports: 0 errors, 0 warnings\n")


def test_warning_alone_ends_with_status_0(geo_command: Command, data: DataFolder) -> None:
    data.change("publishers.toml", "[agency]", '[herald]\nname = "H"\n\n[agency]')
    answer = geo_command("check", "--data", data.path)
    assert (answer.status, answer.err) == (0, "2 sites, 3 reports: 0 errors, 1 warnings\n")


def test_check_tells_file_line_rule_and_remedy(geo_command: Command, data: DataFolder) -> None:
    data.change(DAILY_FILE, 'via = "agency"', 'via = "afp"')
    line = data.line(DAILY_FILE, "via")
    assert geo_command("check", "--data", data.path).out == (
        f"{DAILY_FILE}:{line}: error: words: via 'afp' is not known; use agency, channel, daily\n"
    )


def test_check_as_json_is_a_list_of_the_problems(geo_command: Command, data: DataFolder) -> None:
    data.change(DAILY_FILE, 'via = "agency"', 'via = "afp"')
    assert json.loads(geo_command("check", "--data", data.path, "--format", "json").out) == [
        {
            "file": DAILY_FILE,
            "line": 6,
            "rule": "words",
            "what": "via 'afp' is not known",
            "remedy": "use agency, channel, daily",
            "severity": "error",
        }
    ]


def test_check_of_sound_data_as_json_is_an_empty_list(geo_command: Command, data: DataFolder) -> None:
    assert json.loads(geo_command("check", "--data", data.path, "--format", "json").out) == []


def test_check_for_github_is_a_workflow_command(geo_command: Command, data: DataFolder) -> None:
    data.change(DAILY_FILE, 'via = "agency"', 'via = "50%"')
    assert geo_command("check", "--data", data.path, "--format", "github").out == (
        f"::error file={data.path / DAILY_FILE},line=6,title=words::via '50%25' is not known; "
        "use agency, channel, daily\n"
    )


def test_check_for_github_escapes_what_would_end_the_command_s_properties(
    geo_command: Command, data: DataFolder
) -> None:
    data.write("sites/a,b:c.toml", "=")
    assert f"file={data.path}/sites/a%2Cb%3Ac.toml,line=1," in (
        geo_command("check", "--data", data.path, "--format", "github").out
    )


# --- format --------------------------------------------------------------------------------------------------------

UNTIDY = 'language = "en"\ntitle="Who is at the airport"\n[[statement]]\nabout = "2025"\n' + (
    'site = "qamishli"\nstatus = "present"\noperator = "RUS"\n'
)
UNTIDY_FILE = "reports/undated/who-is-there.toml"


@pytest.fixture
def untidy(data: DataFolder) -> DataFolder:
    data.write(UNTIDY_FILE, UNTIDY)
    return data


def test_format_writes_the_canonical_spelling(geo_command: Command, untidy: DataFolder) -> None:
    geo_command("format", "--data", untidy.path)
    assert untidy.text(UNTIDY_FILE) == FILES[UNTIDY_FILE]


def test_format_names_what_it_wrote(geo_command: Command, untidy: DataFolder) -> None:
    assert geo_command("format", "--data", untidy.path) == Answer(0, f"{UNTIDY_FILE}: written anew\n", "")


def test_format_of_canonical_data_writes_nothing(geo_command: Command, untidy: DataFolder) -> None:
    geo_command("format", "--data", untidy.path)
    assert geo_command("format", "--data", untidy.path) == Answer(0, "", "")


def test_format_check_finds_what_is_not_canonical(geo_command: Command, untidy: DataFolder) -> None:
    answer = geo_command("format", "--check", "--data", untidy.path)
    assert (answer.status, answer.out.startswith(f"{UNTIDY_FILE}:1: error: format:")) == (1, True)


def test_format_check_writes_nothing(geo_command: Command, untidy: DataFolder) -> None:
    geo_command("format", "--check", "--data", untidy.path)
    assert untidy.text(UNTIDY_FILE) == UNTIDY


def test_format_check_of_canonical_data_ends_with_status_0(geo_command: Command, data: DataFolder) -> None:
    assert geo_command("format", "--check", "--data", data.path) == Answer(0, "", "")


COMMENTS = {
    "line-of-its-own": "# why\n" + UNTIDY,
    "after-a-value": UNTIDY.replace('"2025"', '"2025"  # why'),
    "after-a-header": UNTIDY.replace("[[statement]]", "[[statement]] # why"),
    "after-quotes": UNTIDY.replace('"Who is at the airport"', "'a \"b' # why \""),
}


@pytest.mark.parametrize("name", COMMENTS)
def test_format_refuses_to_drop_a_comment(geo_command: Command, data: DataFolder, name: str) -> None:
    data.write(UNTIDY_FILE, COMMENTS[name])
    answer = geo_command("format", "--data", data.path)
    assert (answer.status, data.text(UNTIDY_FILE)) == (1, COMMENTS[name])


@pytest.mark.parametrize("name", COMMENTS)
def test_format_names_the_line_of_the_comment(geo_command: Command, data: DataFolder, name: str) -> None:
    data.write(UNTIDY_FILE, COMMENTS[name])
    line = next(number for number, text in enumerate(COMMENTS[name].split("\n"), start=1) if "# why" in text)
    assert geo_command("format", "--data", data.path).out.startswith(f"{UNTIDY_FILE}:{line}: error: format:")


def test_number_sign_in_a_text_is_no_comment(geo_command: Command, data: DataFolder) -> None:
    data.write(UNTIDY_FILE, UNTIDY.replace("at the airport", "no. #1 'at' \\\"the\\\" airport"))
    assert geo_command("format", "--data", data.path).status == 0


def test_file_with_a_comment_keeps_no_other_from_being_written(geo_command: Command, untidy: DataFolder) -> None:
    untidy.write(CAMP_FILE, "# why\n" + CAMP)
    geo_command("format", "--data", untidy.path)
    assert untidy.text(UNTIDY_FILE) == FILES[UNTIDY_FILE]


def test_comment_in_a_list_is_kept(geo_command: Command, data: DataFolder) -> None:
    data.write("operators.toml", "# why\n" + data.text("operators.toml"))
    answer = geo_command("format", "--data", data.path)
    assert (answer.status, data.text("operators.toml").startswith("# why\n")) == (0, True)


# --- show ----------------------------------------------------------------------------------------------------------


def shown(geo_command: Command, data: DataFolder, *words: str) -> list[dict[str, object]]:
    answer = geo_command("show", "--data", data.path, "--format", "json", *words)
    assert answer.status == 0, answer.err
    records: list[dict[str, object]] = json.loads(answer.out)
    return records


def test_show_as_json_has_what_a_script_needs(geo_command: Command, data: DataFolder) -> None:
    needed = {
        "site", "operator", "host", "certainty", "status", "since", "last_reported", "reports", "origins",
    }  # fmt: skip
    assert [needed - set(record) for record in shown(geo_command, data)] == [set(), set()]


def test_show_without_a_date_is_of_the_latest_day_spoken_of(geo_command: Command, data: DataFolder) -> None:
    assert {record["on"] for record in shown(geo_command, data)} == {"2026-01-26"}


def test_show_on_a_date_is_of_that_date(geo_command: Command, data: DataFolder) -> None:
    records = shown(geo_command, data, "--on", "2026-01-25")
    assert [(record["site"], record["on"]) for record in records] == [("qamishli", "2026-01-25")]


def test_show_as_known_on_a_date_is_from_what_was_out(geo_command: Command, data: DataFolder) -> None:
    records = shown(geo_command, data, "--on", "2026-01-26", "--known-by", "2025-12-31")
    assert [(record["site"], record["last_reported"]) for record in records] == [("qamishli", "2025-12")]


@pytest.mark.parametrize(
    "spelling", ["qamishli", "Qamishli airport", "QAMISHLI-AIRPORT", "Kāmishly", "مطار القامشلى", "qamishlo"]
)
def test_show_finds_a_site_by_any_spelling(geo_command: Command, data: DataFolder, spelling: str) -> None:
    assert {record["site"] for record in shown(geo_command, data, spelling)} == {"qamishli"}


def test_show_of_one_operator_has_no_other(geo_command: Command, data: DataFolder) -> None:
    assert {record["operator"] for record in shown(geo_command, data, "--operator", "TUR")} == {"TUR"}


def test_show_of_one_host_has_no_other(geo_command: Command, data: DataFolder) -> None:
    assert {record["host"] for record in shown(geo_command, data, "--host", "SYR")} == {"SYR"}


def test_show_before_everything_says_so(geo_command: Command, data: DataFolder) -> None:
    answer = geo_command("show", "--data", data.path, "--on", "1990-01-01")
    assert (answer.status, "No report known by then" in answer.out) == (0, True)


def test_show_as_known_before_everything_says_so(geo_command: Command, data: DataFolder) -> None:
    answer = geo_command("show", "--data", data.path, "--known-by", "1990-01-01")
    assert (answer.status, "No report known by then" in answer.out) == (0, True)


def test_show_before_everything_as_json_is_an_empty_list(geo_command: Command, data: DataFolder) -> None:
    assert shown(geo_command, data, "--on", "1990-01-01") == []


def test_show_names_both_sides_of_a_conflict(geo_command: Command, data: DataFolder) -> None:
    data.write(
        "reports/2026/2026-01-26-channel.toml",
        'publisher = "channel"\npublished = "2026-01-26"\nlanguage = "ar"\n\n[[statement]]\nsite = "camp"\n'
        'operator = "TUR"\nstatus = "left"\nabout = "2026-01-26"\n',
    )
    out = geo_command("show", "camp", "--data", data.path).out
    assert [line.split() for line in out.splitlines()[-2:]] == [
        ["for", "The", "Agency"],
        ["against", "The", "Channel"],
    ]


def test_show_writes_no_control_character_of_the_data(geo_command: Command, data: DataFolder) -> None:
    data.change(CAMP_FILE, "Northern camp", "Northern \\u001b[31mcamp")
    out = geo_command("show", "--data", data.path).out
    assert ("\x1b" in out, "Northern ␛[31mcamp" in out) == (False, True)


def test_show_writes_to_a_terminal_of_any_letters(data: DataFolder) -> None:
    answer = run_python(
        "-m", "geo", "show", "--data", str(data.path),
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert (answer.returncode, answer.stderr) == (0, "")


@pytest.mark.parametrize("command", [["show"], ["show", "--format", "json"], ["check", "--format", "json"]])
def test_reader_that_goes_away_is_no_error(data: DataFolder, command: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    answer = subprocess.run(
        [sys.executable, "-m", "geo", *command, "--data", data.path],
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    os.close(writing)
    assert (answer.returncode, answer.stderr) == (0, "")


def test_reader_that_goes_away_midway_is_no_error(data: DataFolder) -> None:
    for number in range(400):
        statement = f'[[statement]]\nsite = "s{number}"\noperator = "TUR"\nstatus = "present"\nabout = "2026-01-01"\n'
        data.write(f"reports/undated/r{number}.toml", f'title = "{number}"\nlanguage = "en"\n\n{statement}')
        data.write(f"sites/s{number}.toml", CAMP.replace("Northern", f"No. {number}"))
    show = f'"{sys.executable}" -m geo show --data "{data.path}"; echo $? >&2'
    answer = subprocess.run(
        ["/bin/sh", "-c", f"({show}) | head -1"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )
    assert (answer.stdout.startswith("On 2026-01-26"), answer.stderr) == (True, "0\n")


# --- new -----------------------------------------------------------------------------------------------------------


def empty_lines(data: DataFolder, name: str) -> set[int]:
    """The lines of a scaffold that have something to fill in."""
    return {number for number, line in enumerate(data.text(name).split("\n"), start=1) if '""' in line}


def told_lines(data: DataFolder, name: str) -> set[int]:
    return {problem.line for problem in check(read_folder(data.path)) if problem.file == name}


NEW_SITE = "sites/palmyra.toml"
NEW_REPORT = "reports/2026/2026-01-27-wire.toml"
NEW = {
    "site": (["new", "site", "palmyra"], NEW_SITE),
    "report": (["new", "report", "wire", "--published", "2026-01-27", "--site", "camp"], NEW_REPORT),
    "undated-report": (["new", "report", "wire"], "reports/undated/wire.toml"),
    "report-of-a-month": (["new", "report", "wire", "--published", "2026-01"], "reports/2026/2026-01-wire.toml"),
    "report-of-about-a-year": (["new", "report", "wire", "--published", "2026~"], "reports/2026/2026-wire.toml"),
    "report-of-a-decade": (["new", "report", "wire", "--published", "202X"], "reports/202X/202x-wire.toml"),
    "report-of-some-time": (
        ["new", "report", "wire", "--published", "2025/2026-01"],
        "reports/2025/2025-to-2026-01-wire.toml",
    ),
}


@pytest.mark.parametrize("name", NEW)
def test_new_file_is_made_in_its_place(geo_command: Command, data: DataFolder, name: str) -> None:
    words, file = NEW[name]
    call(geo_command, data, words)
    assert [each.name for each in read_folder(data.path).documents() if each.name not in FILES] == [file]


@pytest.mark.parametrize("name", NEW)
def test_new_file_is_in_canonical_spelling(geo_command: Command, data: DataFolder, name: str) -> None:
    call(geo_command, data, NEW[name][0])
    made = [each for each in read_folder(data.path).documents() if each.name not in FILES]
    assert [canonical(each) == each.text for each in made] == [True]


@pytest.mark.parametrize("name", NEW)
def test_new_file_is_named_when_it_is_made(geo_command: Command, data: DataFolder, name: str) -> None:
    words, file = NEW[name]
    answer = call(geo_command, data, words)
    assert (answer.status, answer.out.startswith(f"{data.path / file}: ")) == (0, True)


@pytest.mark.parametrize("name", NEW)
def test_new_file_is_in_no_wrong_place(geo_command: Command, data: DataFolder, name: str) -> None:
    words, file = NEW[name]
    call(geo_command, data, words)
    place = next(rule for rule in CONTRACT if rule.__name__ == "place")
    assert [problem for problem in place(read_folder(data.path)) if problem.file == file] == []


@pytest.mark.parametrize("words", [["new", "site", "palmyra"], ["new", "report", "wire"]], ids=["site", "report"])
def test_new_file_is_never_made_over_an_old_one(geo_command: Command, data: DataFolder, words: list[str]) -> None:
    call(geo_command, data, words)
    made = next(each for each in read_folder(data.path).documents() if each.name not in FILES)
    made.path.write_text("mine")
    again = call(geo_command, data, words)
    assert (again.status, made.path.read_text()) == (2, "mine")


def test_check_names_every_word_to_choose_in_a_new_site(geo_command: Command, data: DataFolder) -> None:
    call(geo_command, data, NEW["site"][0])
    assert told_lines(data, NEW_SITE) == {data.line(NEW_SITE, key) for key in ("kind", "host")}


def test_check_then_names_every_text_to_fill_in_a_new_site(geo_command: Command, data: DataFolder) -> None:
    call(geo_command, data, NEW["site"][0])
    data.change(NEW_SITE, 'kind = ""', 'kind = "base"')
    data.change(NEW_SITE, 'host = ""', 'host = "SYR"')
    coordinates, unspoken = data.line(NEW_SITE, "latitude"), 1
    assert told_lines(data, NEW_SITE) == empty_lines(data, NEW_SITE) | {coordinates, unspoken}


def test_check_names_every_word_to_choose_in_a_new_report(geo_command: Command, data: DataFolder) -> None:
    call(geo_command, data, NEW["report"][0])
    chosen = ("publisher", "language", "via", "operator", "status", "since")
    assert told_lines(data, NEW_REPORT) == {data.line(NEW_REPORT, f"{key} =") for key in chosen}


def test_check_then_names_every_text_to_fill_in_a_new_report(geo_command: Command, data: DataFolder) -> None:
    call(geo_command, data, NEW["report"][0])
    filled = {"publisher": "daily", "language": "en", "via": "agency", "operator": "RUS", "status": "left"}
    for key, value in filled.items():
        data.change(NEW_REPORT, f'{key} = ""', f'{key} = "{value}"')
    data.change(NEW_REPORT, 'since = ""\n', "")
    assert told_lines(data, NEW_REPORT) == empty_lines(data, NEW_REPORT)


def test_new_file_in_a_folder_that_is_a_file_is_told_in_one_line(geo_command: Command, data: DataFolder) -> None:
    shutil.rmtree(data.path / "sites")
    (data.path / "sites").write_text("")
    answer = call(geo_command, data, NEW["site"][0])
    assert (answer.status, len(answer.err.splitlines())) == (2, 1)


def test_new_file_in_a_missing_folder_is_told_in_one_line(geo_command: Command, tmp_path: Path) -> None:
    answer = geo_command("new", "--data", tmp_path / "nowhere", "site", "x")
    assert (answer.status, len(answer.err.splitlines())) == (2, 1)
