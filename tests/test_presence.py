"""The rules in the docstring of geo/presence.py, one by one, and what must hold for any statements."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.dates import parse_date
from geo.model import Report, Statement, Status
from geo.presence import Presence, presence_on, timeline

HOLDS = {"planned": 365, "present": 180, "reduced": 180, "leaving": 30, "left": 365, "denied": 180}
PRESENT, ABSENT = {"present", "reduced", "leaving"}, {"planned", "left", "denied"}
STATUSES = {name: Status(name, days, name) for name, days in HOLDS.items()}


def say(
    publisher: str | None,
    status: str,
    about: str,
    *,
    since: str | None = None,
    until: str | None = None,
    published: str | None = None,
    via: str | None = None,
    name: str | None = None,
) -> Statement:
    """A statement of a report of its own, published on the date it speaks of unless told otherwise."""
    published = published or about
    report = Report(
        id=name or "-".join([published, publisher or "nobody", status, about]).replace("/", "-to-"),
        file="x.toml",
        language="en",
        publisher=publisher,
        published=parse_date(published),
        via=via,
    )
    return Statement(
        report=report,
        number=1,
        site="camp",
        operator="RUS",
        status=status,
        about=parse_date(about),
        since=parse_date(since) if since else None,
        until=parse_date(until) if until else None,
    )


def on(day: str, *statements: Statement) -> Presence:
    found = presence_on(statements, STATUSES, date.fromisoformat(day))
    assert found is not None
    return found


def answer(day: str, *statements: Statement) -> str:
    """The certainty on a day; `none` where there is no presence to tell of."""
    found = presence_on(statements, STATUSES, date.fromisoformat(day))
    return found.certainty if found else "none"


def publishers(statements: tuple[Statement, ...]) -> list[str | None]:
    return [statement.report.publisher for statement in statements]


def days_after(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


# --- one statement: the span of days it answers for ---------------------------------------------------------------

SAYS = {"planned": "no", "present": "yes", "reduced": "yes", "leaving": "yes", "left": "no", "denied": "no"}


@pytest.mark.parametrize("status", SAYS)
def test_status_answers_for_the_date_spoken_of(status: str) -> None:
    assert answer("2025-01-01", say("a", status, "2025-01-01")) == SAYS[status]


@pytest.mark.parametrize("status", SAYS)
def test_status_is_the_one_of_the_statement(status: str) -> None:
    assert on("2025-01-01", say("a", status, "2025-01-01")).status == status


@pytest.mark.parametrize("status", SAYS)
def test_status_answers_to_the_last_day_it_holds(status: str) -> None:
    last = days_after("2025-01-01", HOLDS[status])
    assert answer(last, say("a", status, "2025-01-01")) == SAYS[status]


@pytest.mark.parametrize("status", SAYS)
def test_status_answers_no_day_more_than_it_holds(status: str) -> None:
    after = days_after("2025-01-01", HOLDS[status] + 1)
    assert on(after, say("a", status, "2025-01-01")).reason == "silent"


@pytest.mark.parametrize("status", SAYS)
def test_nothing_is_told_before_the_first_date_spoken_of(status: str) -> None:
    assert answer("2024-12-31", say("a", status, "2025-01-01")) == "none"


def test_nothing_is_told_without_a_statement() -> None:
    assert answer("2025-01-01") == "none"


def test_status_that_is_not_in_the_vocabulary_is_refused() -> None:
    with pytest.raises(KeyError, match="active"):
        on("2025-01-01", say("a", "active", "2025-01-01"))


@pytest.mark.parametrize(
    ("day", "certainty"),
    [
        ("2018-12-31", "none"),
        ("2019-01-01", "maybe"),
        ("2019-12-30", "maybe"),
        ("2019-12-31", "yes"),
        ("2025-01-01", "yes"),
        ("2025-06-30", "yes"),
        ("2025-07-01", "maybe"),
    ],
)
def test_presence_is_claimed_from_since_on(day: str, certainty: str) -> None:
    assert answer(day, say("a", "present", "2025-01-01", since="2019")) == certainty


@pytest.mark.parametrize(
    ("day", "certainty"),
    [
        ("2024-12-31", "none"),
        ("2025-01-01", "maybe"),
        ("2025-01-30", "maybe"),
        ("2025-01-31", "yes"),
        ("2025-06-30", "yes"),
        ("2025-07-01", "maybe"),
        ("2025-07-30", "maybe"),
    ],
)
def test_month_spoken_of_is_certain_only_where_every_reading_is(day: str, certainty: str) -> None:
    # Spoken of 1 January, it holds to 30 June; spoken of 31 January, from then to 30 July.
    assert answer(day, say("a", "present", "2025-01")) == certainty


@pytest.mark.parametrize("day", ["2025-01-01", "2025-06-30", "2025-07-01", "2026-06-29"])
def test_year_spoken_of_is_never_certain_where_it_holds_for_less_than_a_year(day: str) -> None:
    assert on(day, say("a", "present", "2025")).reason == "imprecise"


def test_imprecise_date_that_may_still_hold_is_not_silence() -> None:
    assert [on(day, say("a", "present", "2025-01")).reason for day in ("2025-07-30", "2025-07-31")] == [
        "imprecise",
        "silent",
    ]


@pytest.mark.parametrize(
    ("day", "certainty"),
    [("2024-12-31", "none"), ("2025-01-01", "maybe"), ("2025-12-30", "maybe"), ("2025-12-31", "no"),
     ("2026-01-01", "no"), ("2026-01-02", "maybe"), ("2026-12-31", "maybe")],
)  # fmt: skip
def test_absence_in_a_year_is_as_imprecise(day: str, certainty: str) -> None:
    assert answer(day, say("a", "left", "2025")) == certainty


UNTIL = say("a", "present", "2026-02-01", since="2019-11-01", until="2026-01-27")


@pytest.mark.parametrize(
    ("day", "certainty"),
    [
        ("2019-10-31", "none"),
        ("2019-11-01", "yes"),
        ("2026-01-27", "yes"),
        ("2026-01-28", "no"),
        ("2026-02-01", "no"),
        ("2026-07-31", "no"),
        ("2026-08-01", "maybe"),
    ],
)
def test_stay_with_an_end_is_one_to_its_last_day_and_absence_after(day: str, certainty: str) -> None:
    assert answer(day, UNTIL) == certainty


@pytest.mark.parametrize(
    ("day", "certainty"),
    [("2026-01-26", "none"), ("2026-01-27", "yes"), ("2026-01-28", "no")],
)
def test_stay_with_an_end_and_no_start_is_known_on_its_last_day(day: str, certainty: str) -> None:
    assert answer(day, say("a", "present", "2026-02-01", until="2026-01-27")) == certainty


@pytest.mark.parametrize(
    ("day", "certainty"),
    [("2018-12-31", "none"), ("2019-12-31", "yes"), ("2026-01-27", "yes"), ("2026-01-28", "no"), ("2027-02-01", "no"),
     ("2027-02-02", "maybe")],
)  # fmt: skip
def test_departure_tells_of_the_stay_before_it(day: str, certainty: str) -> None:
    assert answer(day, say("a", "left", "2026-02-01", since="2019", until="2026-01-27")) == certainty


@pytest.mark.parametrize(("day", "certainty"), [("2026-01-31", "yes"), ("2026-02-01", "no")])
def test_departure_without_an_end_is_from_the_date_spoken_of(day: str, certainty: str) -> None:
    assert answer(day, say("a", "left", "2026-02-01", since="2019")) == certainty


def test_stay_before_an_imprecise_end_is_presence() -> None:
    found = on("2026-02-01", say("a", "left", "2026-02", since="2019-01-01", until="2026-02"))
    assert (found.certainty, found.status) == ("yes", "present")


def test_absence_after_a_stay_with_an_end_is_not_told_as_presence() -> None:
    assert on("2026-01-28", UNTIL).status in ABSENT


def test_end_in_a_month_leaves_that_month_open() -> None:
    left = say("a", "left", "2026-03-01", since="2019-01-01", until="2026-01")
    assert [answer(day, left) for day in ("2026-01-01", "2026-01-15", "2026-02-01")] == ["yes", "maybe", "no"]


# --- 1. each origin speaks once ------------------------------------------------------------------------------------


def test_origin_speaks_with_its_latest_date() -> None:
    story = [say("a", "present", "2025-01-01"), say("a", "left", "2025-02-01")]
    assert [answer(day, *story) for day in ("2025-01-31", "2025-02-01")] == ["yes", "no"]


def test_origin_that_corrects_itself_about_one_date_speaks_with_the_correction() -> None:
    said = say("a", "present", "2025-01-01", published="2025-01-02")
    corrected = say("a", "left", "2025-01-01", published="2025-01-05")
    assert answer("2025-01-01", said, corrected) == "no"


def test_origin_whose_later_word_does_not_contradict_says_both() -> None:
    story = [say("a", "present", "2025-01-01"), say("a", "reduced", "2025-01-01", published="2025-01-02")]
    assert (on("2025-01-01", *story).certainty, on("2025-01-01", *story).status) == ("yes", "reduced")


def test_origin_that_says_both_in_its_last_word_is_divided() -> None:
    story = [say("a", "present", "2025-01-01"), say("a", "left", "2025-01-01")]
    assert (on("2025-01-01", *story).certainty, on("2025-01-01", *story).reason) == ("maybe", "divided")


def test_both_words_of_a_divided_origin_are_told() -> None:
    found = on("2025-01-01", say("a", "present", "2025-01-01"), say("a", "left", "2025-01-01"))
    assert ([each.status for each in found.supporting], [each.status for each in found.opposing]) == (
        ["present"],
        ["left"],
    )


def test_copies_of_one_story_are_one_voice() -> None:
    story = [say(name, "present", "2025-01-01", via="wire") for name in ("a", "b", "c")]
    assert (on("2025-01-01", *story).reports, on("2025-01-01", *story).origins) == (3, 1)


def test_copies_of_one_story_do_not_contradict_one_another() -> None:
    first = say("a", "present", "2025-01-01", via="wire", published="2025-01-01")
    later = say("b", "left", "2025-01-01", via="wire", published="2025-01-02")
    assert answer("2025-01-01", first, later) == "no"


def test_publisher_and_the_copy_of_its_story_are_one_voice() -> None:
    story = [say("wire", "present", "2025-01-01"), say("b", "left", "2025-01-01", via="wire", published="2025-01-02")]
    assert answer("2025-01-01", *story) == "no"


def test_reports_of_nobody_known_are_voices_of_their_own() -> None:
    story = [say(None, "present", "2025-01-01", name="x"), say(None, "left", "2025-01-01", name="y")]
    assert answer("2025-01-01", *story) == "conflict"


# --- 2. a change, not a contradiction ------------------------------------------------------------------------------

CHANGE = [say("a", "present", "2025-01-01"), say("b", "left", "2025-02-01")]


@pytest.mark.parametrize(
    ("day", "certainty"), [("2025-01-01", "yes"), ("2025-01-31", "yes"), ("2025-02-01", "no"), ("2025-06-01", "no")]
)
def test_later_absence_replaces_earlier_presence(day: str, certainty: str) -> None:
    assert answer(day, *CHANGE) == certainty


@pytest.mark.parametrize(
    ("day", "certainty"), [("2025-01-31", "no"), ("2025-02-01", "yes"), ("2025-07-31", "yes"), ("2025-08-01", "maybe")]
)
def test_later_presence_replaces_earlier_absence(day: str, certainty: str) -> None:
    # What has been replaced stays replaced, though absence would hold for longer.
    assert answer(day, say("a", "left", "2025-01-01"), say("b", "present", "2025-02-01")) == certainty


@pytest.mark.parametrize("later", ["a", "b"], ids=["same-origin", "another-origin"])
def test_withdrawal_under_way_is_soon_unknown_whatever_was_said_before(later: str) -> None:
    # Leaving answers for 30 days, and presence reported earlier answers no longer than that.
    story = [say("a", "present", "2025-01-01"), say(later, "leaving", "2025-01-10")]
    assert [answer(day, *story) for day in ("2025-02-09", "2025-02-10")] == ["yes", "maybe"]


def test_change_is_reported_without_opposition() -> None:
    assert on("2025-02-01", *CHANGE).opposing == ()


def test_later_statement_that_covers_the_earlier_dates_too_contradicts_them() -> None:
    seen = say("a", "present", "2025-01-01")
    gone = say("b", "left", "2025-02-01", until="2024-12-01")
    assert [answer(day, seen, gone) for day in ("2024-12-15", "2025-01-01", "2025-01-20")] == [
        "no",
        "conflict",
        "conflict",
    ]


def test_later_statement_of_a_month_that_may_be_earlier_replaces_nothing() -> None:
    # "In January" may be before the 15th.
    story = [say("a", "present", "2025-01-15"), say("b", "left", "2025-01")]
    assert answer("2025-01-31", *story) == "conflict"


def test_plan_replaces_nothing_that_was_seen() -> None:
    story = [say("a", "present", "2025-01-01"), say("b", "planned", "2025-02-01")]
    assert answer("2025-03-01", *story) == "yes"


def test_presence_replaces_the_plan() -> None:
    story = [say("a", "planned", "2025-01-01"), say("b", "present", "2025-02-01")]
    assert [answer(day, *story) for day in ("2025-01-31", "2025-02-01")] == ["no", "yes"]


# --- 3. conflict ---------------------------------------------------------------------------------------------------

DISPUTE = [say("a", "present", "2025-01-01"), say("b", "left", "2025-01-01")]


def test_two_origins_that_disagree_about_one_date_are_in_conflict() -> None:
    assert (on("2025-01-01", *DISPUTE).certainty, on("2025-01-01", *DISPUTE).reason) == ("conflict", "disputed")


def test_both_sides_of_a_conflict_are_told() -> None:
    found = on("2025-01-01", *DISPUTE)
    assert (publishers(found.supporting), publishers(found.opposing)) == (["a"], ["b"])


def test_conflict_is_not_settled_by_the_silence_of_one_side() -> None:
    assert [answer(day, *DISPUTE) for day in ("2025-06-30", "2025-07-01", "2026-01-01", "2026-01-02")] == [
        "conflict",
        "maybe",
        "maybe",
        "maybe",
    ]


def test_old_contradiction_does_not_doubt_what_is_said_of_later_days() -> None:
    story = [say("a", "left", "2018-03-01"), say("b", "present", "2022-01-01", since="2015")]
    assert [answer(day, *story) for day in ("2018-03-01", "2019-03-01", "2019-03-02", "2022-01-01")] == [
        "conflict",
        "conflict",
        "yes",
        "yes",
    ]


def test_many_do_not_outvote_one() -> None:
    many = [say(name, "present", "2025-01-01") for name in "bcdefgh"]
    assert answer("2025-01-01", say("a", "denied", "2025-01-01"), *many) == "conflict"


def test_conflict_ends_with_a_report_about_a_later_date() -> None:
    assert answer("2025-02-01", *DISPUTE, say("c", "present", "2025-02-01")) == "yes"


def test_claim_that_certainly_holds_decides_against_one_that_may_hold() -> None:
    story = [say("a", "present", "2025-01-15"), say("b", "left", "2025")]
    found = on("2025-01-15", *story)
    assert (found.certainty, publishers(found.supporting), publishers(found.opposing)) == ("yes", ["a"], ["b"])


def test_absence_that_certainly_holds_decides_against_presence_that_may_hold() -> None:
    story = [say("a", "left", "2025-01-15"), say("b", "present", "2025")]
    found = on("2025-01-15", *story)
    assert (found.certainty, publishers(found.supporting), publishers(found.opposing)) == ("no", ["a"], ["b"])


def test_two_claims_that_both_only_may_hold_are_in_conflict() -> None:
    assert answer("2025-01-15", say("a", "present", "2025"), say("b", "left", "2025")) == "conflict"


def test_plan_is_no_absence_to_be_in_conflict_with() -> None:
    assert answer("2025-01-01", say("a", "present", "2025-01-01"), say("b", "planned", "2025-01-01")) == "yes"


def test_plan_and_absence_agree() -> None:
    found = on("2025-01-01", say("a", "left", "2025-01-01"), say("b", "planned", "2025-01-01"))
    assert (found.certainty, found.reason) == ("no", "agreed")


def test_reduced_leaving_and_present_agree() -> None:
    story = [say("a", "reduced", "2025-01-01"), say("b", "leaving", "2025-01-01"), say("c", "present", "2025-01-01")]
    assert answer("2025-01-01", *story) == "yes"


def test_stay_told_of_in_hindsight_does_not_contradict_a_report_of_its_time() -> None:
    # That it was there until it left tells of the time before only where nothing tells of its absence.
    story = [say("a", "denied", "2024-01-01"), say("b", "left", "2025-01-01", since="2019")]
    assert [answer(day, *story) for day in ("2023-12-31", "2024-01-01", "2024-06-29", "2024-06-30")] == [
        "yes",
        "no",
        "no",
        "yes",
    ]


# --- 3. conflict about the start -----------------------------------------------------------------------------------

STARTS = [
    say("a", "present", "2025-01-01", since="2015"),
    say("b", "present", "2025-01-01", since="2016"),
    say("c", "present", "2025-01-01", since="2019"),
]


@pytest.mark.parametrize(
    ("day", "certainty", "reason"),
    [
        ("2015-01-01", "conflict", "disputed-start"),
        ("2015-12-31", "conflict", "disputed-start"),
        ("2016-12-31", "conflict", "disputed-start"),
        ("2018-12-31", "conflict", "disputed-start"),
        ("2019-01-01", "yes", "agreed"),
        ("2025-01-01", "yes", "agreed"),
    ],
)
def test_presence_before_the_start_that_another_origin_claims_is_disputed(
    day: str, certainty: str, reason: str
) -> None:
    found = on(day, *STARTS)
    assert (found.certainty, found.reason) == (certainty, reason)


@pytest.mark.parametrize(
    ("wide", "narrow", "day"),
    [("2019", "2019-11", "2019-06-01"), ("2015/2019", "2019", "2016-06-01"), ("2019~", "2020-06", "2020-01-01")],
)
def test_starts_that_can_be_the_same_are_not_disputed(wide: str, narrow: str, day: str) -> None:
    story = [say("a", "present", "2025-01-01", since=wide), say("b", "present", "2025-01-01", since=narrow)]
    assert on(day, *story).reason == "imprecise"


def test_nothing_is_told_before_the_earliest_start_claimed() -> None:
    assert answer("2014-12-31", *STARTS) == "none"


def test_those_who_claim_a_later_start_are_opposed() -> None:
    found = on("2017-06-01", *STARTS)
    assert (publishers(found.supporting), publishers(found.opposing)) == (["a", "b"], ["c"])


def test_since_tells_the_earliest_and_the_latest_start_claimed() -> None:
    since = on("2025-01-01", *STARTS).since
    assert since is not None
    assert [(bound.date.text, publishers(bound.statements)) for bound in since] == [("2015", ["a"]), ("2019", ["c"])]


def test_since_is_one_where_all_claim_the_same_start() -> None:
    since = on("2025-01-01", STARTS[0], say("b", "present", "2025-01-01", since="2015")).since
    assert since is not None
    assert (since.earliest == since.latest, publishers(since.earliest.statements)) == (True, ["a", "b"])


def test_since_is_unknown_where_nobody_claims_a_start() -> None:
    assert on("2025-01-01", say("a", "present", "2025-01-01")).since is None


@pytest.mark.parametrize("status", ["left", "denied"])
def test_start_after_an_absence_in_between_disputes_nothing(status: str) -> None:
    story = [
        say("a", "present", "2016-01-01", since="2015-01-01"),
        say("b", status, "2017-01-01"),
        say("c", "present", "2025-01-01", since="2019-01-01"),
    ]
    assert answer("2015-06-01", *story) == "yes"


def test_start_after_a_stay_with_an_end_disputes_nothing() -> None:
    story = [
        say("a", "present", "2017-06-01", since="2015-01-01", until="2017-01-01"),
        say("c", "present", "2025-01-01", since="2019-01-01"),
    ]
    assert answer("2015-06-01", *story) == "yes"


def test_start_after_a_plan_in_between_is_disputed() -> None:
    story = [
        say("a", "present", "2016-01-01", since="2015-01-01"),
        say("b", "planned", "2017-01-01"),
        say("c", "present", "2025-01-01", since="2019-01-01"),
    ]
    assert answer("2015-06-01", *story) == "conflict"


def test_plan_before_the_start_disputes_nothing() -> None:
    story = [say("a", "planned", "2018-06-01"), say("c", "present", "2025-01-01", since="2019-01-01")]
    assert [answer(day, *story) for day in ("2018-12-31", "2019-01-01")] == ["no", "yes"]


def test_denial_before_the_start_disputes_nothing() -> None:
    story = [say("a", "denied", "2018-12-01"), say("c", "present", "2025-01-01", since="2019-01-01")]
    assert [answer(day, *story) for day in ("2018-12-31", "2019-01-01")] == ["no", "yes"]


def test_origin_that_corrects_its_start_does_not_dispute_itself() -> None:
    story = [
        say("a", "present", "2024-01-01", since="2015-01-01"),
        say("a", "present", "2025-01-01", since="2019-01-01"),
    ]
    assert on("2020-01-01", *story).reason == "agreed"


def test_returned_operator_is_there_again() -> None:
    story = [
        say("a", "present", "2016-01-01"),
        say("b", "left", "2017-01-01"),
        say("c", "present", "2019-01-01"),
    ]
    assert [answer(day, *story) for day in ("2016-01-01", "2017-01-01", "2018-06-01", "2019-01-01")] == [
        "yes",
        "no",
        "maybe",
        "yes",
    ]


def test_operator_that_returned_has_two_starts_that_do_not_dispute_one_another() -> None:
    story = [
        say("a", "present", "2016-01-01", since="2015-01-01"),
        say("b", "left", "2017-01-01"),
        say("c", "present", "2019-06-01", since="2019-01-01"),
    ]
    answers = [answer(day, *story) for day in ("2015-01-01", "2016-06-29", "2016-07-01", "2017-06-01", "2019-01-01")]
    assert answers == ["yes", "yes", "maybe", "no", "yes"]


# --- 5. silence, 6. nothing ----------------------------------------------------------------------------------------


def test_silence_is_a_maybe_with_the_last_report() -> None:
    found = on("2030-01-01", say("a", "present", "2025-01-01"))
    assert (found.certainty, found.reason, found.last_reported.text) == ("maybe", "silent", "2025-01-01")


def test_silence_after_a_change_tells_the_last_status() -> None:
    assert on("2030-01-01", *CHANGE).status == "left"


def test_gap_between_two_reports_is_silence() -> None:
    story = [say("a", "present", "2020-01-01"), say("b", "present", "2025-01-01")]
    assert on("2023-01-01", *story).reason == "silent"


def test_gap_before_another_report_is_not_silence_since() -> None:
    story = [say("a", "present", "2020-01-01"), say("b", "present", "2025-01-01")]
    assert [on(day, *story).silent_since for day in ("2023-01-01", "2030-01-01")] == [False, True]


def test_last_reported_is_the_latest_date_spoken_of_up_to_the_day() -> None:
    story = [say("a", "present", "2025-01-01"), say("b", "present", "2025-02-01"), say("c", "left", "2025-03-01")]
    assert [on(day, *story).last_reported.text for day in ("2025-01-31", "2025-02-28", "2025-03-01")] == [
        "2025-01-01",
        "2025-02-01",
        "2025-03-01",
    ]


def test_time_that_only_later_reports_tell_of_is_hindsight() -> None:
    found = on("2020-01-01", say("a", "present", "2025-01-01", since="2019"))
    assert (found.in_hindsight, found.last_reported.text, found.silent_since) == (True, "2025-01-01", False)


def test_time_that_a_report_spoke_of_is_not_hindsight() -> None:
    assert not on("2025-01-01", say("a", "present", "2025-01-01", since="2019")).in_hindsight


@pytest.mark.parametrize("status", ["leaving", "reduced"])
def test_stay_before_the_date_spoken_of_is_plain_presence(status: str) -> None:
    told = say("a", status, "2025-01-01", since="2019")
    assert [on(day, told).status for day in ("2020-01-01", "2025-01-01")] == ["present", status]


def test_known_are_the_statements_that_speak_of_the_time_up_to_the_day() -> None:
    assert [publishers(on(day, *CHANGE).known) for day in ("2025-01-01", "2025-02-01")] == [["a"], ["a", "b"]]


# --- whatever the statements are -----------------------------------------------------------------------------------

# Short holds and one spring, so that claims meet often and every day can be looked at.
SHORT = {
    name: Status(name, days, name)
    for name, days in {"planned": 9, "present": 4, "reduced": 4, "leaving": 1, "left": 9, "denied": 3}.items()
}
RANGE = [date(2019, 12, 30) + timedelta(days=days) for days in range(105)]
DAYS = st.dates(date(2020, 1, 20), date(2020, 3, 10))
DATES = st.one_of(
    DAYS.map(date.isoformat),
    DAYS.map(lambda day: day.isoformat() + "~"),
    st.sampled_from(["2020-01", "2020-02", "2020-03"]),
    st.tuples(DAYS, DAYS).map(lambda pair: f"{min(pair)}/{max(pair)}"),
)


@st.composite
def stories(draw: st.DrawFn, origins: str = "abc") -> list[Statement]:
    """A few statements, in the order of time that `geo check` asks for: since, until, about."""
    statements = []
    for number in range(draw(st.integers(1, 5))):
        drawn = sorted(draw(st.lists(DATES, min_size=3, max_size=3)), key=lambda text: parse_date(text).earliest)
        since, until, about = drawn
        status = draw(st.sampled_from(sorted(SHORT)))
        stay = status != "planned"
        statements.append(
            say(
                draw(st.sampled_from(origins)),
                status,
                about,
                since=since if stay and draw(st.booleans()) else None,
                until=until if stay and draw(st.booleans()) else None,
                published=draw(st.sampled_from(["2020-04-01", "2020-04-02"])),
                name=f"r{number}",
            )
        )
    return statements


def told(presence: Presence | None) -> tuple[object, ...] | None:
    if presence is None:
        return None
    return (
        presence.certainty,
        presence.status,
        presence.reason,
        presence.last_reported,
        presence.silent_since,
        presence.in_hindsight,
        presence.since,
        presence.supporting,
        presence.opposing,
        presence.known,
    )


def certainties(statements: list[Statement]) -> list[str]:
    found = [presence_on(statements, SHORT, day) for day in RANGE]
    return [each.certainty if each else "none" for each in found]


@settings(max_examples=100)
@given(stories())
def test_timeline_answers_as_each_day_does(statements: list[Statement]) -> None:
    segments = timeline(statements, SHORT)
    starts = [segment.first for segment in segments]
    for day in RANGE:
        place = bisect_right(starts, day)
        looked_up = segments[place - 1].presence if place else None
        assert told(looked_up) == told(presence_on(statements, SHORT, day)), day


@given(stories())
def test_timeline_has_no_two_segments_that_say_the_same(statements: list[Statement]) -> None:
    segments = [told(segment.presence) for segment in timeline(statements, SHORT)]
    assert [pair for pair in pairwise(segments) if pair[0] == pair[1]] == []


@given(stories())
def test_timeline_begins_with_the_first_presence(statements: list[Statement]) -> None:
    assert timeline(statements, SHORT)[0].presence is not None


@given(st.data())
def test_order_of_statements_does_not_matter(data: st.DataObject) -> None:
    statements = data.draw(stories())
    turned = data.draw(st.permutations(statements))
    days = [(presence_on(statements, SHORT, day), presence_on(turned, SHORT, day)) for day in RANGE]
    assert [day for day in days if told(day[0]) != told(day[1])] == []


@given(st.data())
def test_copy_of_a_story_changes_no_certainty(data: st.DataObject) -> None:
    statements = data.draw(stories())
    one = data.draw(st.sampled_from(statements))
    origin = one.report.origin
    # Out on the same day and next in the order of ids: a copy that is out later is its origin's latest word.
    copied = replace(one, report=replace(one.report, id=one.report.id + "-copy", publisher="copyist", via=origin))
    assert certainties([*statements, copied]) == certainties(statements)


@given(stories())
def test_silence_follows_the_last_report(statements: list[Statement]) -> None:
    spoken = [date for each in statements for date in (each.about, each.since, each.until) if date]
    last = max(date.latest for date in spoken) + timedelta(days=max(each.holds_for_days for each in SHORT.values()))
    after = [presence_on(statements, SHORT, last + timedelta(days=days)) for days in (1, 100, 10_000)]
    assert [each and (each.certainty, each.reason) for each in after] == [("maybe", "silent")] * 3


@given(stories(origins="a"))
def test_one_origin_is_never_in_conflict(statements: list[Statement]) -> None:
    assert "conflict" not in certainties(statements)


@given(stories())
def test_conflict_has_two_sides_of_different_origins(statements: list[Statement]) -> None:
    found = [presence_on(statements, SHORT, day) for day in RANGE]
    sides = [
        ({each.report.origin for each in one.supporting}, {each.report.origin for each in one.opposing})
        for one in found
        if one and one.certainty == "conflict"
    ]
    assert [pair for pair in sides if not pair[0] or not pair[1] or len(pair[0] | pair[1]) < 2] == []


@given(stories())
def test_presence_always_names_a_report(statements: list[Statement]) -> None:
    found = [presence_on(statements, SHORT, day) for day in RANGE]
    assert [one for one in found if one and not (one.supporting and one.reports and one.origins)] == []


@given(stories())
def test_presence_has_one_of_the_answers_and_their_reasons(statements: list[Statement]) -> None:
    found = [presence_on(statements, SHORT, day) for day in RANGE]
    allowed = {
        ("yes", "agreed"),
        ("no", "agreed"),
        ("maybe", "imprecise"),
        ("maybe", "silent"),
        ("maybe", "divided"),
        ("conflict", "disputed"),
        ("conflict", "disputed-start"),
    }
    assert {(one.certainty, one.reason) for one in found if one} <= allowed


@pytest.mark.parametrize(("certainty", "statuses"), [("yes", PRESENT), ("no", ABSENT)])
@given(statements=stories())
def test_status_agrees_with_the_certainty(certainty: str, statuses: set[str], statements: list[Statement]) -> None:
    found = [presence_on(statements, SHORT, day) for day in RANGE]
    assert {one.status for one in found if one and one.certainty == certainty} <= statuses


def test_calendar_s_ends_are_days_like_others() -> None:
    statements = [say("a", "present", "9999-12-31", since="../2019")]
    assert [segment.presence and segment.presence.certainty for segment in timeline(statements, STATUSES)] == [
        "maybe",
        "yes",
        "yes",
    ]
