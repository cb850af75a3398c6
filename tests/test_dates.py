from __future__ import annotations

import math
from contextlib import suppress
from datetime import date
from time import struct_time

import edtf
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.dates import parse_date, parse_day

FORMS = {
    "2019-11-05": ("2019-11-05", "2019-11-05"),
    "2020-02-29": ("2020-02-29", "2020-02-29"),
    "2019-11": ("2019-11-01", "2019-11-30"),
    "2020-02": ("2020-02-01", "2020-02-29"),
    "2019-02": ("2019-02-01", "2019-02-28"),
    "2019": ("2019-01-01", "2019-12-31"),
    "201X": ("2010-01-01", "2019-12-31"),
    "20XX": ("2000-01-01", "2099-12-31"),
    "2019~": ("2018-01-01", "2020-12-31"),
    "2019?": ("2018-01-01", "2020-12-31"),
    "2019%": ("2018-01-01", "2020-12-31"),
    "2019-11~": ("2019-10-01", "2019-12-31"),
    "2019-01?": ("2018-12-01", "2019-02-28"),
    "2019-12%": ("2019-11-01", "2020-01-31"),
    "2019-11-05~": ("2019-11-04", "2019-11-06"),
    "2019-12-31?": ("2019-12-30", "2020-01-01"),
    "2020-03-01%": ("2020-02-29", "2020-03-02"),
    "2015/2019-11": ("2015-01-01", "2019-11-30"),
    "2015-09-30/2015-10-02": ("2015-09-30", "2015-10-02"),
    "2015~/2019": ("2014-01-01", "2019-12-31"),
    "2015/2019-11~": ("2015-01-01", "2019-12-31"),
    "201X/2020": ("2010-01-01", "2020-12-31"),
    "2015-09/2015-09": ("2015-09-01", "2015-09-30"),
    "../2019": ("0001-01-01", "2019-12-31"),
    "2019-11/..": ("2019-11-01", "9999-12-31"),
    "0001": ("0001-01-01", "0001-12-31"),
    "9999-12-31": ("9999-12-31", "9999-12-31"),
}

EXAMPLES = "write EDTF, such as 2019, 2019-11, 2019-11-05, 2019~ or 2015/2019-11"
REFUSED = {
    "": EXAMPLES,
    "26.01.2026": EXAMPLES,
    "2026/01/26": EXAMPLES,
    "2026-1-5": EXAMPLES,
    "2026-01-26T12:00": EXAMPLES,
    "20260126": EXAMPLES,
    " 2026": EXAMPLES,
    "2026 ": EXAMPLES,
    "2026\n": EXAMPLES,
    "٢٠٢٦": EXAMPLES,
    "January 2026": EXAMPLES,
    "2026-13": EXAMPLES,
    "2026-02-29": EXAMPLES,
    "2026-00": EXAMPLES,
    "0000": EXAMPLES,
    "2026-01-XX": EXAMPLES,
    "2026-XX": EXAMPLES,
    "201X-05": EXAMPLES,
    "201X~": EXAMPLES,
    "2XXX": EXAMPLES,
    "2026~?": EXAMPLES,
    "~2026": EXAMPLES,
    "2019/": EXAMPLES,
    "/2019": EXAMPLES,
    "2019/2020/2021": EXAMPLES,
    "Y20190": EXAMPLES,
    "-0044": EXAMPLES,
    "2019-21": EXAMPLES,
    "../..": "leave the key out",
    "2019/2015": "put the earlier date first",
    "2019-11-05/2019-11-04": "put the earlier date first",
    "2020/201X": "put the earlier date first",
}


@pytest.mark.parametrize("text", FORMS)
def test_date_can_mean_these_days(text: str) -> None:
    parsed = parse_date(text)
    assert (parsed.earliest.isoformat(), parsed.latest.isoformat()) == FORMS[text]


@pytest.mark.parametrize("text", FORMS)
def test_date_keeps_its_text(text: str) -> None:
    assert str(parse_date(text)) == text


@pytest.mark.parametrize("text", FORMS)
def test_only_a_date_of_one_day_is_a_day(text: str) -> None:
    earliest, latest = FORMS[text]
    assert parse_date(text).is_day() == (earliest == latest)


@pytest.mark.parametrize("text", REFUSED)
def test_refused_date_comes_with_its_remedy(text: str) -> None:
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 - what it says is what is tested
        parse_date(text)
    assert str(refusal.value).endswith("; " + REFUSED[text])


@pytest.mark.parametrize("text", REFUSED)
def test_refusal_repeats_the_text(text: str) -> None:
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 - what it says is what is tested
        parse_date(text)
    assert repr(text) in str(refusal.value)


@pytest.mark.parametrize("text", ["0001~", "9999~", "0001-01~", "9999-12~", "0001-01-01~", "9999-12-31~"])
def test_date_wider_than_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="calendar's end"):
        parse_date(text)


def test_day_is_read() -> None:
    assert parse_day("2026-01-26") == date(2026, 1, 26)


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-01", "2026-01-26~", "2026-01-26/2026-01-26", "2026-02-29", "today", "26.01.2026"]
)
def test_what_is_not_one_day_is_refused_as_a_day(text: str) -> None:
    with pytest.raises(ValueError, match=r"; write YYYY-MM-DD$"):
        parse_day(text)


# --- the EDTF library of the Python Package Index as the oracle ----------------------------------------------------

YEARS = st.integers(1000, 9000)
DAYS = st.dates(date(1000, 1, 1), date(9000, 12, 31)).map(date.isoformat)
MONTHS = st.dates(date(1000, 1, 1), date(9000, 12, 31)).map(lambda day: day.isoformat()[:7])
POINTS = st.one_of(DAYS, MONTHS, YEARS.map(str))
DECADES = YEARS.map(lambda year: str(year)[:3] + "X")
CENTURIES = YEARS.map(lambda year: str(year)[:2] + "XX")
MARKED_YEARS = st.tuples(YEARS.map(str), st.sampled_from("~?")).map("".join)


def library_days(text: str) -> tuple[date, date]:
    """The earliest and the latest day that the library gives; its infinities are the ends of the calendar."""
    parsed = edtf.parse_edtf(text)
    return library_day(parsed.lower_fuzzy()), library_day(parsed.upper_fuzzy())


def library_day(end: struct_time | float) -> date:
    if isinstance(end, float):
        return date.min if end == -math.inf else date.max
    return date(*end[:3])


def our_days(text: str) -> tuple[date, date]:
    parsed = parse_date(text)
    return parsed.earliest, parsed.latest


@given(st.one_of(POINTS, DECADES, CENTURIES))
def test_plain_date_means_what_the_edtf_library_says(text: str) -> None:
    assert our_days(text) == library_days(text)


@given(MARKED_YEARS)
def test_marked_year_means_what_the_edtf_library_says(text: str) -> None:
    assert our_days(text) == library_days(text)


@given(st.one_of(POINTS, MARKED_YEARS), st.one_of(POINTS, MARKED_YEARS))
def test_interval_means_what_the_edtf_library_says(first: str, last: str) -> None:
    assume(parse_date(first).latest < parse_date(last).earliest)
    assert our_days(f"{first}/{last}") == library_days(f"{first}/{last}")


@given(POINTS, st.sampled_from(["../{}", "{}/.."]))
def test_open_interval_means_what_the_edtf_library_says(point: str, form: str) -> None:
    assert our_days(form.format(point)) == library_days(form.format(point))


# Where we differ on purpose. The library pads a marked month or day by a unit of every larger precision too (a year
# and a month and a day around `2019-11-05~`), and `%` by two of each. We widen by one unit of the date's own precision,
# whatever the mark, as data/README.md says.


@given(st.one_of(DAYS, MONTHS), st.sampled_from("~?%"))
def test_marked_month_or_day_is_within_what_the_edtf_library_says(point: str, mark: str) -> None:
    ours, theirs = our_days(point + mark), library_days(point + mark)
    assert theirs[0] < ours[0] < ours[1] < theirs[1]


@given(POINTS, st.sampled_from("?%"))
def test_every_mark_is_read_as_wide_as_about(point: str, mark: str) -> None:
    assert our_days(point + mark) == our_days(point + "~")


@given(POINTS, st.sampled_from("~?%"))
def test_marked_date_reaches_to_its_neighbours_of_the_same_precision(point: str, mark: str) -> None:
    earliest, latest = our_days(point + mark)
    inner = our_days(point)
    assert our_days(earliest.isoformat()[: len(point)])[1].toordinal() + 1 == inner[0].toordinal()
    assert our_days(latest.isoformat()[: len(point)])[0].toordinal() - 1 == inner[1].toordinal()


@given(st.text(alphabet="0123456789-/X~?%. ", max_size=14))
def test_any_text_is_refused_or_a_date_that_does_not_end_before_it_begins(text: str) -> None:
    with suppress(ValueError):
        parsed = parse_date(text)
        assert parsed.earliest <= parsed.latest
