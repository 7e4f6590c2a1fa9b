"""The picture of false alarms."""

from xml.etree import ElementTree

import pytest

from evaluation.chart import AXIS, WIDTH, Line, interval_chart
from evaluation.danger_chart import false_alarms
from evaluation.measures import Figure
from evaluation.results import Origin, Result

SVG = "{http://www.w3.org/2000/svg}"


def texts(chart: str) -> list[str | None]:
    return [one.text for one in ElementTree.fromstring(chart).iter(f"{SVG}text")]  # noqa: S314  # our own


def dots(chart: str) -> list[float]:
    """Where the dots stand from left to right, without those of the legend."""
    found = ElementTree.fromstring(chart).iter(f"{SVG}circle")  # noqa: S314  # our own
    return [float(one.attrib["cx"]) for one in found][2:]


def test_dots_stand_where_their_shares_are() -> None:
    figures = [Figure(share, share, share, 100) for share in (0.0, 0.045)]
    chart = interval_chart("A & B", ("one", "two"), [Line("<all>", figures)])
    zero, other = dots(chart)
    assert zero == AXIS
    end = 5  # per cent: the axis ends beyond 4.5
    assert other == pytest.approx(AXIS + (WIDTH - AXIS - 24) * 4.5 / end, abs=0.1)
    assert texts(chart) == ["A & B", "one", "two", "0 %", "1 %", "2 %", "3 %", "4 %", "5 %", "<all>"]


def test_real_sources_are_drawn_by_the_share_that_is_taken_for_more() -> None:
    def result(source: str, measured: str, value: float, origin: Origin = "real") -> Result:
        return Result(f"Danger, ordinary: {source}", measured, origin, Figure(value, value, value, 100), {})

    chart = false_alarms(
        [
            result("tweets", "no alarm", 0.98),
            result("tweets", "not even asked back", 0.96),
            result("handbook", "no alarm", 0.5, "synthetic"),
            Result("Danger, capitals", "danger or asked back", "synthetic", Figure(1, 1, 1, 9), {}),
        ]
    )
    assert texts(chart)[-1] == "tweets"
    alarm, asked = dots(chart)
    assert asked - AXIS == pytest.approx(2 * (alarm - AXIS), abs=0.1)
