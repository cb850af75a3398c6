"""The data contract: each rule is seen to bite, alone, in the file and on the line where the fault is."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from geo.dataset import from_folder
from geo.rules import CONTRACT, check
from geo.shape import SHAPE, Rule, shape_problems
from geo.store import Document, Folder, read_folder
from tests.folders import AIRPORT, CAMP, DataFolder, make_data

AIRPORT_FILE = "sites/qamishli.toml"
CAMP_FILE = "sites/camp.toml"
CHANNEL_FILE = "reports/2025/2025-12-channel.toml"
DAILY_FILE = "reports/2026/2026-01-26-daily.toml"
UNDATED_FILE = "reports/undated/who-is-there.toml"

Change = Callable[[DataFolder], None]


@dataclass(frozen=True)
class Record:
    """A fault: the rule that must name it, the file and the beginning of the line (or line 1), and how it comes about.

    `mention`: what the problem must say.
    """

    rule: str
    file: str
    line: str | int
    mention: str
    changes: tuple[Change, ...] = field(repr=False)


def put(file: str, old: str, new: str) -> Change:
    return lambda data: data.change(file, old, new)


def write(file: str, text: str | bytes) -> Change:
    def change(data: DataFolder) -> None:
        data.write(file, text)

    return change


def move(file: str, to: str) -> Change:
    return lambda data: data.move(file, to)


def record(rule: str, file: str, line: str | int, mention: str, *changes: Change) -> Record:
    return Record(rule, file, line, mention, changes)


def replaced(rule: str, file: str, old: str, new: str, mention: str, line: str | int | None = None) -> Record:
    """A text in a file replaced by another one, which then begins the line that is named."""
    return record(rule, file, new if line is None else line, mention, put(file, old, new))


FIFTH = '\n[[statement]]\nsite = "camp"\noperator = "TUR"\nstatus = "left"\nabout = "2026-01-20"\n'
SWAPPED = AIRPORT.replace("37.021", "41.191").replace("longitude = 41.191", "longitude = 37.021")
OTHER = 'title = "Other"\nlanguage = "en"\n'

RECORDS = {
    # keys
    "unknown-key-in-site": replaced("keys", CAMP_FILE, 'host = "SYR"', 'hosts = "SYR"\nhost = "SYR"', "'hosts'", 2),
    "unknown-key-in-location": replaced("keys", CAMP_FILE, "within_km", "within_m = 1\nwithin_km", "'within_m'"),
    "unknown-key-in-report": replaced("keys", DAILY_FILE, "title", 'author = "x"\ntitle', "'author'"),
    "unknown-key-in-statement": replaced("keys", DAILY_FILE, "since", 'sinse = "x"\nsince', "'sinse'"),
    "unknown-key-in-passage": replaced("keys", DAILY_FILE, "end = ", "finish = ", "'finish'", 15),
    "unknown-key-in-operator": replaced("keys", "operators.toml", "colour = 2", "colour = 2\nflag = 1", "'flag'", 9),
    "unknown-key-in-publisher": replaced("keys", "publishers.toml", "state_run", "staterun", "'staterun'"),
    "unknown-key-in-status": replaced(
        "keys", "vocabulary.toml", "holds_for_days = 30", 'note = "x"\nholds_for_days = 30', "'note'"
    ),
    "unknown-key-in-expect": replaced("keys", "expect.toml", "sites", "towns = 1\nsites", "'towns'"),
    "entry-that-is-no-table": replaced("keys", "operators.toml", "[RUS]", "x = 1\n[RUS]", "'x'", 1),
    "word-that-is-no-table": replaced(
        "keys", "vocabulary.toml", "[kind.base]", "[kind]\nbus = 1\n[kind.base]", "'bus'", "bus = 1"
    ),
    "group-that-is-no-table": replaced(
        "keys", "vocabulary.toml", "[status.planned]", "x = 1\n[status.planned]", "'x'", 1
    ),
    "missing-key-in-site": replaced("keys", CAMP_FILE, 'kind = "base"\n', "", "kind is missing", 1),
    "missing-key-in-location": replaced("keys", CAMP_FILE, "within_km = 10\n", "", "within_km is", "[location]"),
    "missing-key-in-report": replaced("keys", DAILY_FILE, 'language = "en"\n', "", "language is missing", 1),
    "missing-key-in-first-statement": replaced("keys", DAILY_FILE, 'about = "2026-01-25"\n', "", "about is missing", 8),
    "missing-key-in-second-statement": replaced("keys", DAILY_FILE, 'site = "camp"\n', "", "site is missing", 18),
    "missing-key-in-passage": replaced(
        "keys", DAILY_FILE, 'start = "Meanwhile the northern camp"', "", "start is missing", "passage = {  }"
    ),
    "missing-key-in-operator": replaced("keys", "operators.toml", "colour = 2\n", "", "colour is missing", "[TUR]"),
    "missing-key-in-publisher": replaced("keys", "publishers.toml", 'name = "The Daily"\n', "", "name is", "[daily]"),
    "missing-key-in-word": replaced("keys", "vocabulary.toml", 'meaning = "people"\n', "", "mean", "[unit.personnel]"),
    "missing-key-in-expect": replaced("keys", "expect.toml", "sites = 2\n", "", "sites is missing", 1),
    "bare-date": replaced("keys", DAILY_FILE, 'about = "2026-01-25"', "about = 2026-01-25", "about is not text"),
    "number-for-text": replaced("keys", CAMP_FILE, 'kind = "base"', "kind = 5", "kind is not text"),
    "text-for-number": replaced("keys", CAMP_FILE, "within_km = 10", 'within_km = "10"', "within_km is not a number"),
    "truth-for-number": replaced("keys", CAMP_FILE, "within_km = 10", "within_km = true", "within_km is not a number"),
    "infinite-number": replaced("keys", CAMP_FILE, "within_km = 10", "within_km = inf", "within_km is not a number"),
    "not-a-number": replaced("keys", CAMP_FILE, "within_km = 10", "within_km = nan", "within_km is not a number"),
    "text-for-truth": replaced("keys", "publishers.toml", "state_run = true", 'state_run = "yes"', "true or false"),
    "number-for-count": replaced("keys", DAILY_FILE, 'aircraft = "8"', "aircraft = 8", "strength is not", "strength"),
    "text-for-passage": replaced(
        "keys", DAILY_FILE, '{ start = "Meanwhile the northern camp" }', '"Meanwhile"', "passage is", 'passage = "Mean'
    ),
    "text-for-names": replaced("keys", CAMP_FILE, '[names]\nen = "N', 'names = "N', "names is not", 'names = "N'),
    "no-name": replaced("keys", CAMP_FILE, 'en = "Northern camp"\n', "", "names is not", "[names]"),
    "spellings-without-languages": replaced(
        "keys", CAMP_FILE, "[names]", 'spellings = ["x"]\n[names]', "spellings is not", "spellings"
    ),
    "text-for-spellings": replaced("keys", AIRPORT_FILE, '["Kamishly", "Qamishlo"]', '"x"', "spellings", "[spellings]"),
    "hosts-by-language": replaced(
        "keys", "publishers.toml", '["channel.example.org"]', '{ en = ["x.org"] }', "hosts is not", "hosts = { en"
    ),
    "statement-that-is-no-list": record(
        "keys", UNDATED_FILE, "[statement]", "statement is not", put(UNDATED_FILE, "[[statement]]", "[statement]")
    ),
    # dates
    "published-that-is-no-date": replaced(
        "dates", DAILY_FILE, 'published = "2026-01-26"', 'published = "26.01.2026"', "'26.01.2026' is not a date"
    ),
    "about-that-is-no-day": replaced("dates", DAILY_FILE, 'about = "2026-01-25"', 'about = "2026-02-30"', "2026-02-30"),
    "about-of-second-statement": replaced(
        "dates", DAILY_FILE, 'about = "2026-01-26"', 'about = "today"', "'today'"
    ),
    "since-that-is-no-date": replaced("dates", DAILY_FILE, 'since = "2019-11"', 'since = "11/2019"', "11/2019"),
    "until-that-is-no-date": replaced("dates", DAILY_FILE, 'since = "2019-11"', 'until = "soon"', "soon"),
    "date-in-arabic-digits": replaced("dates", CHANNEL_FILE, 'since = "2019"', 'since = "٢٠١٩"', "٢٠١٩"),
    # words
    "file-name-that-is-no-id": record(
        "words", "reports/undated/Who is there.toml", 1, "'Who is there'",
        move(UNDATED_FILE, "reports/undated/Who is there.toml"),
    ),
    "unknown-kind": replaced("words", CAMP_FILE, 'kind = "base"', 'kind = "Russian base"', "'Russian base'"),
    "unknown-host": replaced("words", CAMP_FILE, 'host = "SYR"', 'host = "SY"', "'SY' is no state"),
    "host-that-no-state-has": replaced("words", CAMP_FILE, 'host = "SYR"', 'host = "XYZ"', "'XYZ' is no state"),
    "language-of-a-name": replaced("words", CAMP_FILE, 'en = "N', 'english = "N', "'english'"),
    "language-of-a-spelling": replaced("words", AIRPORT_FILE, "en = [", "EN = [", "'EN'"),
    "language-of-a-report": replaced("words", DAILY_FILE, 'language = "en"', 'language = "English"', "'English'"),
    "unknown-publisher": replaced("words", DAILY_FILE, 'publisher = "daily"', 'publisher = "The Daily"', "'The Daily'"),
    "unknown-via": replaced("words", DAILY_FILE, 'via = "agency"', 'via = "afp"', "'afp'"),
    "unknown-site": replaced("words", DAILY_FILE, 'site = "camp"', 'site = "palmyra"', "'palmyra'"),
    "unknown-operator": replaced("words", DAILY_FILE, 'operator = "TUR"', 'operator = "TR"', "'TR'"),
    "unknown-status": replaced("words", DAILY_FILE, 'status = "leaving"', 'status = "active"', "'active'"),
    "unknown-unit": replaced("words", DAILY_FILE, "aircraft =", "jets =", "'jets'", "strength"),
    # numbers
    "latitude-off-the-globe": replaced("numbers", CAMP_FILE, "latitude = 36.21", "latitude = 96.21", "96.21"),
    "longitude-off-the-globe": replaced("numbers", CAMP_FILE, "longitude = 37.16", "longitude = -181", "-181"),
    "no-distance": replaced("numbers", CAMP_FILE, "within_km = 10", "within_km = 0", "within_km 0"),
    "distance-below-zero": replaced("numbers", CAMP_FILE, "within_km = 10", "within_km = -1", "within_km -1"),
    "distance-beyond-the-globe": replaced("numbers", CAMP_FILE, "within_km = 10", "within_km = 30000", "30000"),
    "distance-below-any-measure": replaced("numbers", CAMP_FILE, "within_km = 10", "within_km = 1e-310", "1e-310"),
    "count-that-is-a-word": replaced("numbers", DAILY_FILE, '">100"', '"many"', "'many'", "strength"),
    "count-in-arabic-digits": replaced("numbers", DAILY_FILE, '">100"', '"٨"', "'٨'", "strength"),
    # durations
    "status-without-duration": replaced(
        "durations", "vocabulary.toml", "holds_for_days = 30\n", "", "leaving", "[status.leaving]"
    ),
    "duration-below-zero": replaced(
        "durations", "vocabulary.toml", "holds_for_days = 30", "holds_for_days = -1", "leaving", "holds_for_days = -1"
    ),
    "duration-in-half-days": replaced(
        "durations", "vocabulary.toml", "holds_for_days = 30", "holds_for_days = 0.5", "leaving", "holds_for_days = 0.5"
    ),
    # one-id-one-report
    "two-reports-of-one-name": record(
        "one-id-one-report", "reports/undated/2025-12-channel.toml", 1, CHANNEL_FILE,
        write("reports/undated/2025-12-channel.toml", OTHER + FIFTH),
    ),
    # something-to-show is below: it takes away whole folders.
    # place
    "report-in-another-year": record(
        "place", "reports/2025/2026-01-26-daily.toml", "published", "lies in 2025/ but is of 2026",
        move(DAILY_FILE, "reports/2025/2026-01-26-daily.toml"),
    ),
    "report-under-another-date": record(
        "place", "reports/2026/2026-01-27-daily.toml", "published", "named 2026-01-27-daily",
        move(DAILY_FILE, "reports/2026/2026-01-27-daily.toml"),
    ),
    "report-without-date-in-a-year": record(
        "place", "reports/2026/who-is-there.toml", 1, "but is undated",
        move(UNDATED_FILE, "reports/2026/who-is-there.toml"),
    ),
    # order-of-dates
    "about-after-published": replaced(
        "order-of-dates", DAILY_FILE, 'about = "2026-01-26"', 'about = "2026-01-27"', "later than published"
    ),
    "since-after-about": replaced(
        "order-of-dates", DAILY_FILE, 'since = "2019-11"', 'since = "2026-01-26"', "later than about"
    ),
    "until-after-about": replaced(
        "order-of-dates", DAILY_FILE, 'since = "2019-11"', 'since = "2019-11"\nuntil = "2026-01-26"',
        "later than about", "until",
    ),
    "since-after-until": replaced(
        "order-of-dates", DAILY_FILE, 'since = "2019-11"', 'since = "2019-11"\nuntil = "2019-10"',
        "later than until", 'since = "2019-11"',
    ),
    # addresses
    "address-of-another-scheme": replaced(
        "addresses", CHANNEL_FILE, 'url = "https:', 'url = "javascript:', "begins with"
    ),
    "address-without-scheme": replaced("addresses", CHANNEL_FILE, 'url = "https://', 'url = "www.', "begins with"),
    "address-with-a-password": replaced("addresses", CHANNEL_FILE, "https://", "https://me:x@", "public web", "url"),
    "address-with-a-space": replaced("addresses", CHANNEL_FILE, "/a/1", "/a 1", "public web", "url"),
    "address-without-dot": replaced("addresses", CHANNEL_FILE, "channel.example.org", "localhost", "public web", "url"),
    "address-with-a-port": replaced("addresses", CHANNEL_FILE, ".org/", ".org:8080/", "8080", "url"),
    "address-with-a-broken-port": replaced("addresses", CHANNEL_FILE, ".org/", ".org:x/", "is no address", "url"),
    "address-with-a-broken-host": replaced("addresses", CHANNEL_FILE, "channel.", "[", "is no address", "url"),
    "address-of-another-publisher": replaced(
        "addresses", CHANNEL_FILE, "channel.example.org", "daily.example.org", "not a host of channel", "url"
    ),
    "address-of-a-host-that-ends-alike": replaced(
        "addresses", CHANNEL_FILE, "//channel", "//evilchannel", "not a host of channel", "url"
    ),
    "address-of-the-archive": replaced(
        "addresses", CHANNEL_FILE, "published", 'archived = "archive"\npublished', "archived begins with"
    ),
    "address-of-two-reports": record(
        "addresses", DAILY_FILE, "url", "has the same address",
        put(DAILY_FILE, "https://www.daily.example.org/2026/forces-leave", "https://channel.example.org/a/1"),
        put("publishers.toml", '"daily.example.net"', '"channel.example.org"'),
    ),
    # cited
    "site-without-report": record(
        "cited", "sites/other.toml", 1, "no report speaks of this site",
        write("sites/other.toml", CAMP.replace("Northern", "Other").replace("36.21", "35.21")),
    ),
    "report-that-cannot-be-found": replaced(
        "cited", UNDATED_FILE, 'title = "Who is at the airport"\n', "", "neither title", 1
    ),
    "report-that-states-nothing": record(
        "cited", "reports/undated/other.toml", 1, "states nothing",
        write("reports/undated/other.toml", OTHER + "statement = []\n"),
    ),
    "report-entered-twice": record(
        "cited", "reports/undated/zz.toml", "title", f"{UNDATED_FILE} has the same title",
        write("reports/undated/zz.toml", 'title = "Who is at the AIRPORT?"\nlanguage = "en"\n' + FIFTH),
    ),
    # voices
    "via-the-publisher-itself": record(
        "voices", DAILY_FILE, 'via = "daily"', "itself",
        put(DAILY_FILE, 'via = "agency"', 'via = "daily"'),
        put(CHANNEL_FILE, 'language = "ar"', 'language = "ar"\nvia = "agency"'),
    ),
    "operator-that-is-the-host": record(
        "voices", DAILY_FILE, 'operator = "SYR"', "SYR is the host of camp",
        put(DAILY_FILE, 'operator = "TUR"', 'operator = "SYR"'), put("operators.toml", "[TUR]", "[SYR]"),
    ),
    # passages
    "passage-of-seven-words": replaced(
        "passages", DAILY_FILE, "Forces have begun", "one two three four five six seven", "has 7 words",
        'passage = { start = "one',
    ),
    "passage-of-one-endless-word": replaced(
        "passages", DAILY_FILE, "the airport this week", "x" * 121, "passage.end has 1 words", 'passage = { start = "F'
    ),
    "note-that-is-too-long": replaced(
        "passages", DAILY_FILE, "Five sources: the withdrawal has begun.", "x" * 401, "401 characters", "note"
    ),
    "address-without-passage": replaced(
        "passages", DAILY_FILE, 'passage = { start = "Meanwhile the northern camp" }\n', "", "no passage", 18
    ),
    # plain-text
    "control-character": replaced("plain-text", DAILY_FILE, "Five sources", "Five\\u0007sources", "U+0007", "note"),
    "zero-width-space": replaced("plain-text", DAILY_FILE, "Five sources", "Five\u200bsources", "U+200B", "note"),
    "direction-override": replaced("plain-text", CAMP_FILE, "Northern", "\u202eNorthern", "U+202E", "en ="),
    "byte-order-mark": replaced("plain-text", DAILY_FILE, "Forces leave", "\ufeffForces leave", "U+FEFF", "title"),
    "delete-character": replaced("plain-text", AIRPORT_FILE, "Qamishlo", "Qamishlo\\u007F", "U+007F", "en = ["),
    "padded-text": replaced("plain-text", CAMP_FILE, "coordinates", "coordinates ", "empty or padded", "source"),
    "line-break-at-the-end": replaced("plain-text", DAILY_FILE, "has begun.", "has begun.\\n", "padded", "note"),
    "empty-text": replaced("plain-text", CAMP_FILE, "only the town is known", "", "empty or padded", "reason"),
    "padded-name-of-an-operator": replaced("plain-text", "operators.toml", "Turkey", "Turkey ", "padded", 9),
    # one-name-one-site
    "name-of-two-sites": replaced(
        "one-name-one-site", AIRPORT_FILE, "Qamishli airport", "NORTHERN-CAMP", "a name of camp too", "en = \"N"
    ),
    "spelling-of-two-sites": replaced(
        "one-name-one-site", AIRPORT_FILE, "Kamishly", "Northérn camp", "a name of camp too", "en = ["
    ),
    # precision
    "latitude-too-fine": replaced("precision", CAMP_FILE, "latitude = 36.21", "latitude = 36.211", "36.211"),
    "longitude-too-fine": replaced("precision", AIRPORT_FILE, "longitude = 41.191", "longitude = 41.19123", "41.19123"),
    # in-host
    "coordinates-swapped": record("in-host", AIRPORT_FILE, "latitude", "km outside SYR", write(AIRPORT_FILE, SWAPPED)),
    "coordinates-of-another-state": replaced(
        "in-host", CAMP_FILE, 'host = "SYR"', 'host = "LBN"', "km outside LBN", "latitude"
    ),
    "coordinates-in-the-sea": record(
        "in-host", CAMP_FILE, "latitude", "in the sea",
        put(CAMP_FILE, "36.21", "34.9"), put(CAMP_FILE, "37.16", "35.8"),
    ),
    "coordinates-of-the-whole-country": record(
        "in-host", CAMP_FILE, "latitude", "the middle of SYR",
        put(CAMP_FILE, "36.21", "35"), put(CAMP_FILE, "37.16", "38"),
    ),
    "coordinates-of-another-site": record(
        "in-host", AIRPORT_FILE, "latitude", "camp has the same coordinates",
        put(AIRPORT_FILE, "37.021", "36.21"), put(AIRPORT_FILE, "41.191", "37.16"),
    ),
    # floors
    "fewer-sites": replaced("floors", "expect.toml", "sites = 2", "sites = 3", "2 sites"),
    "fewer-reports": replaced("floors", "expect.toml", "reports = 3", "reports = 4", "3 reports"),
    "fewer-statements": replaced("floors", "expect.toml", "statements = 4", "statements = 5", "4 statements"),
    "fewer-languages": replaced("floors", "expect.toml", "languages = 2", "languages = 3", "2 languages"),
    "fewer-publishers": replaced("floors", "expect.toml", "publishers = 2", "publishers = 3", "2 publishers"),
    "later-first-year": replaced("floors", "expect.toml", "first_year = 2025", "first_year = 2024", "2025 to 2026"),
    "earlier-last-year": replaced("floors", "expect.toml", "last_year = 2026", "last_year = 2027", "2025 to 2026"),
    # unused
    "publisher-that-nothing-names": replaced(
        "unused", "publishers.toml", "[agency]", '[herald]\nname = "H"\n\n[agency]', "herald", "[herald]"
    ),
    "operator-that-nothing-names": record(
        "unused", "operators.toml", "[USA]", "USA",
        put("operators.toml", "[TUR]", '[USA]\nkind = "state"\ncolour = 3\nnames = { en = "America" }\n\n[TUR]'),
    ),
}  # fmt: skip


def name_of(rule: Rule) -> str:
    return rule.__name__.replace("_", "-")


def told(data: DataFolder) -> list[tuple[str, str, int]]:
    return [(problem.rule, problem.file, problem.line) for problem in check(read_folder(data.path))]


@pytest.fixture
def faulty(data: DataFolder, request: pytest.FixtureRequest) -> tuple[DataFolder, Record]:
    one: Record = RECORDS[request.param]
    for change in one.changes:
        change(data)
    return data, one


every_record = pytest.mark.parametrize("faulty", RECORDS, indirect=True)


def test_unchanged_folder_has_no_problem(data: DataFolder) -> None:
    assert told(data) == []


@every_record
def test_rule_bites_once_in_the_file_and_on_the_line(faulty: tuple[DataFolder, Record]) -> None:
    data, one = faulty
    line = one.line if isinstance(one.line, int) else data.line(one.file, one.line.split("\n")[0])
    assert told(data) == [(one.rule, one.file, line)]


@every_record
def test_problem_says_what_is_wrong(faulty: tuple[DataFolder, Record]) -> None:
    data, one = faulty
    assert [problem.what for problem in check(read_folder(data.path)) if one.mention not in problem.what] == []


@every_record
def test_problem_says_what_to_do(faulty: tuple[DataFolder, Record]) -> None:
    data, _ = faulty
    assert all(problem.remedy for problem in check(read_folder(data.path)))


@every_record
def test_folder_of_sound_shape_can_be_loaded_and_no_other(faulty: tuple[DataFolder, Record]) -> None:
    data, one = faulty
    shape = {name_of(rule) for rule in SHAPE}
    assert bool(shape_problems(read_folder(data.path))) == (one.rule in shape)


@pytest.mark.parametrize("rule", [*SHAPE, *CONTRACT], ids=name_of)
def test_every_rule_has_a_record(rule: Rule) -> None:
    assert name_of(rule) in {one.rule for one in RECORDS.values()} | {"something-to-show"}


def test_rules_have_names_of_their_own() -> None:
    names = [name_of(rule) for rule in (*SHAPE, *CONTRACT)]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("name", ["sites", "reports"])
def test_folder_with_nothing_to_show_is_named(data: DataFolder, name: str) -> None:
    folder = replace(read_folder(data.path), **{name: ()})
    something_to_show = next(rule for rule in CONTRACT if name_of(rule) == "something-to-show")
    assert [(problem.rule, problem.file) for problem in something_to_show(folder)] == [("something-to-show", name)]


def test_only_what_is_to_be_looked_at_once_more_is_a_warning(data: DataFolder) -> None:
    data.change("publishers.toml", "[agency]", '[herald]\nname = "H"\n\n[agency]')
    data.change("expect.toml", "sites = 2", "sites = 3")
    severities = {problem.rule: problem.severity for problem in check(read_folder(data.path))}
    assert severities == {"unused": "warning", "floors": "error"}


@pytest.mark.parametrize(
    "changes",
    [
        {"published": '"2026-01"', "about": '"2026-02"'},
        {"published": '"2026-01-26"', "about": '"2026-02"'},
    ],
    ids=["month-after-month", "month-after-day"],
)
def test_date_that_is_certainly_later_is_named(data: DataFolder, changes: dict[str, str]) -> None:
    data.write(
        f"reports/2026/{changes['published'].strip(chr(34))}-x.toml",
        f"published = {changes['published']}\n"
        + OTHER
        + f'[[statement]]\nsite = "camp"\noperator = "TUR"\nstatus = "present"\nabout = {changes["about"]}\n',
    )
    assert [rule for rule, _, _ in told(data)] == ["order-of-dates"]


def test_date_that_may_be_earlier_is_not_named(data: DataFolder) -> None:
    data.change(DAILY_FILE, 'about = "2026-01-26"', 'about = "2026-01"')
    assert told(data) == []


@pytest.mark.parametrize("published", ["2026-01", "2026", "2026-01-26~", "2026?", "202X", "2025/2026-01"])
def test_report_under_its_imprecise_date_is_in_place(data: DataFolder, published: str) -> None:
    stamp = {"2026-01-26~": "2026-01-26", "2026?": "2026", "202X": "202x", "2025/2026-01": "2025-to-2026-01"}
    year = {"202X": "202X", "2025/2026-01": "2025"}.get(published, "2026")
    data.write(
        f"reports/{year}/{stamp.get(published, published)}-x.toml",
        f'published = "{published}"\n' + OTHER + FIFTH.replace("2026-01-20", "2025-12-31"),
    )
    assert told(data) == []


# --- all at once ---------------------------------------------------------------------------------------------------


def test_all_faults_of_shape_are_told_at_once(data: DataFolder) -> None:
    data.change(CAMP_FILE, 'kind = "base"', "kind = 5")
    data.change(CAMP_FILE, "36.21", "96.21")
    data.change(DAILY_FILE, 'about = "2026-01-25"', 'about = "yesterday"')
    data.change(DAILY_FILE, 'operator = "TUR"', 'operator = "TR"')
    data.write("sites/bad.toml", "=")
    assert {rule for rule, _, _ in told(data)} == {"keys", "numbers", "dates", "words", "toml"}


def test_all_faults_against_the_contract_are_told_at_once(data: DataFolder) -> None:
    data.change(CAMP_FILE, "36.21", "46.21")
    data.change(DAILY_FILE, 'via = "agency"', 'via = "daily"')
    data.change(DAILY_FILE, "Five sources", " Five sources")
    data.change("expect.toml", "sites = 2", "sites = 3")
    found = {rule for rule, _, _ in told(data)}
    assert found == {"in-host", "voices", "plain-text", "floors", "unused"}


def test_problems_are_told_in_the_order_of_files_and_lines(data: DataFolder) -> None:
    data.change(DAILY_FILE, 'operator = "TUR"', 'operator = "TR"')
    data.change(DAILY_FILE, 'about = "2026-01-25"', 'about = "yesterday"')
    data.change(CAMP_FILE, 'kind = "base"', "kind = 5")
    data.change(CHANNEL_FILE, 'language = "ar"', 'language = "Arabic"')
    places = [(file, line) for _, file, line in told(data)]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "value",
    ["two\\nlines", "carriage\\rreturn", "escape\\u001b[31m", "line\\u2028separator", "next\\u0085line", "x" * 5000],
    ids=["line-feed", "carriage-return", "escape", "line-separator", "next-line", "long"],
)
@pytest.mark.parametrize(
    ("file", "old"),
    [(CAMP_FILE, 'kind = "base"'), (DAILY_FILE, 'about = "2026-01-25"'), (DAILY_FILE, 'url = "https://www.daily'),
     (DAILY_FILE, 'language = "en"'), (CAMP_FILE, 'en = "Northern camp"')],
    ids=["kind", "about", "url", "language", "name"],
)  # fmt: skip
def test_problem_is_one_printable_line_whatever_the_value(data: DataFolder, file: str, old: str, value: str) -> None:
    key, _, before = old.partition(' = "')
    data.change(file, old, f'{key} = "{value}{before if key == "url" else chr(34)}')
    lines = [str(problem) for problem in check(read_folder(data.path))]
    assert [line for line in lines if not line.isprintable() or len(line) > 600] == []


def test_file_name_with_a_line_break_is_one_line(data: DataFolder) -> None:
    data.write("sites/a\nb.toml", CAMP)
    assert [len(str(problem).splitlines()) for problem in check(read_folder(data.path))] == [1]


# --- whatever the values are ---------------------------------------------------------------------------------------

ODD: list[Any] = [
    None, "", "x", "2019", " \n", 0, -1, 10**400, 1e308, float("nan"), True, [], ["x"], [1], [{}], [{"site": 1}], {},
    {"en": 1}, {"en": "x"}, {"en": ["x"]}, {"x": {"y": {}}},
]  # fmt: skip


def places(values: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every value in a document."""
    if path:
        yield path
    inner = values.items() if isinstance(values, dict) else enumerate(values) if isinstance(values, list) else ()
    for key, value in inner:
        yield from places(value, (*path, key))


def with_value(document: Document, path: tuple[str | int, ...], value: Any) -> Document:
    """The document with another value in one place; without that place for None."""
    values = copy.deepcopy(document.values)
    inside: Any = values
    for key in path[:-1]:
        inside = inside[key]
    if value is None:
        del inside[path[-1]]
    else:
        inside[path[-1]] = value
    return replace(document, values=values)


def folder_with(folder: Folder, document: Document) -> Folder:
    """The folder with one document in the place of the one of its name."""
    return replace(
        folder,
        sites=tuple(document if each.name == document.name else each for each in folder.sites),
        reports=tuple(document if each.name == document.name else each for each in folder.reports),
        lists={form: document if each.name == document.name else each for form, each in folder.lists.items()},
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return read_folder(make_data(tmp_path_factory.mktemp("whole")).path)


@pytest.mark.parametrize(
    "name", [AIRPORT_FILE, DAILY_FILE, "operators.toml", "publishers.toml", "vocabulary.toml", "expect.toml"]
)
def test_odd_value_is_told_or_can_be_loaded_but_never_raises(whole: Folder, name: str) -> None:
    document = next(each for each in whole.documents() if each.name == name)
    for path in places(document.values):
        for value in ODD:
            folder = folder_with(whole, with_value(document, path, value))
            if not shape_problems(folder):
                from_folder(folder)
                check(folder)


def test_report_that_is_empty_is_told(data: DataFolder) -> None:
    data.write(CHANNEL_FILE, "")
    assert ("keys", CHANNEL_FILE, 1) in told(data)


def test_report_that_was_taken_away_is_missed(data: DataFolder) -> None:
    data.remove(CHANNEL_FILE)
    assert {rule for rule, _, _ in told(data)} == {"floors", "unused"}
