"""Lengths and moments as files write them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from conference.formats.programmes.lengths import Length, length_of
from conference.formats.programmes.moments import Instant, clock_of, day_of, fitting_zone, in_zone, stamp_of, zone_named
from conference.formats.programmes.table_times import clock_in, day_in, moment_in, span_in


@pytest.mark.parametrize(("raw", "minutes"), [
    ("00:45", 45), ("0:45", 45), ("45", 45), ("12:00", 720), ("25:00", 1500), (" 01:30 ", 90), ("PT45M", 45),
    ("P0Y0M0DT1H30M", 90), ("P1DT6H", 1800), ("00:00", 0),
])  # fmt: skip
def test_a_plain_length(raw: str, minutes: int) -> None:
    assert length_of(raw) == Length(minutes)


@pytest.mark.parametrize(("raw", "minutes", "oddity"), [
    ("2:06:00", 3240, "The length 2:06:00 is read as days, hours and minutes."),
    ("00:45:00", 45, "The length 00:45:00 is read as hours, minutes and seconds."),
    ("00:05:00:00", 5, "The length 00:05:00:00 is read as hours, minutes and seconds."),
    ("", None, "There is no length."),
    ("soon", None, "The length soon cannot be read."),
    ("PT", None, "The length PT cannot be read."),
    ("-1:00", None, "The length -1:00 cannot be read."),
    ("99999:00", None, "The length 99999:00 is longer than sixty days."),
])  # fmt: skip
def test_an_odd_length(raw: str, minutes: int | None, oddity: str) -> None:
    assert length_of(raw) == Length(minutes, oddity)


def test_days_and_times() -> None:
    assert [day_of(raw) for raw in ("2018-02-03", "2018-02-03T10:00:00Z", "3.2.2018", "0001-01-01", "")] == [
        date(2018, 2, 3), date(2018, 2, 3), None, None, None,
    ]  # fmt: skip
    assert [clock_of(raw) for raw in ("9:30", "09:31:10", "24:30", "48:00", "9:60", "nine")] == [
        timedelta(hours=9, minutes=30), timedelta(hours=9, minutes=31, seconds=10), timedelta(hours=24, minutes=30),
        None, None, None,
    ]  # fmt: skip
    assert stamp_of("2014-07-25T12:45:00+0200") == datetime.fromisoformat("2014-07-25T12:45:00+02:00")
    assert [stamp_of(raw) for raw in ("2014-07-25", "9999-12-31T23:59:59Z", "2014-02-30T10:00:00", "")] == [None] * 4
    assert [zone_named(raw) for raw in ("Europe/Berlin", "Berlin", "../../etc/passwd", "")] == [
        "Europe/Berlin",
        "",
        "",
        "",
    ]


def test_a_time_that_the_clocks_show_twice() -> None:
    assert in_zone(datetime(2022, 10, 30, 1, 30), "Europe/London") == Instant(  # noqa: DTZ001 -- a wall-clock time
        datetime(2022, 10, 30, 0, 30, tzinfo=UTC),
        "The clocks of Europe/London change that night; 01:30 is read as before the change.",
    )


@pytest.mark.parametrize(("said", "zone"), [
    (["2014-12-27T10:00:00+01:00", "2014-12-28T10:00:00+01:00"], "Europe/Berlin"),
    (["2022-09-08T10:00:00+01:00"], "Europe/London"),
    (["2022-12-08T10:00:00+13:00"], "Pacific/Auckland"),
    (["2022-09-08T10:00:00Z"], ""), (["2014-12-27T10:00:00+01:00", "2014-12-27T10:00:00-05:00"], ""), ([], ""),
])  # fmt: skip
def test_a_zone_that_offsets_fit(said: list[str], zone: str) -> None:
    assert fitting_zone([datetime.fromisoformat(one) for one in said], "Europe/London") == zone


def test_days_in_tables() -> None:
    said = ["2018-06-05", "05.06.2018", "13/06/2018", "06/13/2018", "5 June 2018", "June 5, 2018", ""]
    june = {5: (date(2018, 6, 5), ""), 13: (date(2018, 6, 13), "")}
    assert [day_in(one) for one in said] == [june[5], june[5], june[13], june[13], june[5], june[5], (None, "")]
    assert day_in("05/06/2018") == (date(2018, 6, 5), "05/06/2018 is read with the day before the month.")
    assert day_in("31/02/2018") == (None, "31/02/2018 is not a day that can be read.")
    assert day_in("tomorrow") == (None, "tomorrow is not a day that can be read.")


def test_times_in_tables() -> None:
    said = ["9:30", "09.30", "9 am", "9:30 p.m.", "12 am", "12pm", "noon"]
    hours = [9.5, 9.5, 9, 21.5, 0, 12, None]
    assert [clock_in(one) for one in said] == [None if one is None else timedelta(hours=one) for one in hours]
    assert [span_in(one) for one in ("09:00-09:45", "16:00 \u2013 16:45", "9 am to 10 am", "09:00")] == [
        ("09:00", "09:45"), ("16:00", "16:45"), ("9 am", "10 am"), ("09:00", ""),
    ]  # fmt: skip
    assert span_in("14.09.2023 10:00-10:45") == ("14.09.2023 10:00", "10:45")
    assert span_in("2023-09-14T10:00:00-04:00") == ("2023-09-14T10:00:00-04:00", "")


@pytest.mark.parametrize("said", [
    "2023-09-14 10:00", "2023-09-14T10:00:00", "14.09.2023 10:00", "14.09.2023, 10.00", "14/09/2023 10:00:00",
    "2023/09/14 10:00", "14 Sep 2023 10:00", "14 Sept. 2023 at 10 am", "14th September 2023 10 a.m.",
    "Thu 14 September 2023, 10:00", "Thursday, September 14, 2023 10:00 AM", "14-Sep-2023 10:00h",
    "Thu 14.9.2023,10:00",
])  # fmt: skip
def test_a_day_and_its_time_in_one_cell(said: str) -> None:
    assert moment_in(said) == (datetime(2023, 9, 14, 10), "")  # noqa: DTZ001 -- a wall-clock time


def test_a_cell_that_is_no_day_with_a_time() -> None:
    assert moment_in("2023-09-14 9:00")[0] == datetime(2023, 9, 14, 9)  # noqa: DTZ001 -- a wall-clock time
    assert moment_in("9/8/2022 10:00", months_first=True)[0] == datetime(2022, 9, 8, 10)  # noqa: DTZ001 -- the same
    assert moment_in("9/8/2022 10:00")[1] == "9/8/2022 is read with the day before the month."
    for said in ("09:00", "14.09.2023", "32.09.2023 10:00", "14.09.2023 25:70", "soon, 10:00"):
        assert moment_in(said) == (None, f"“{said}” is not a day with a time that can be read.")
