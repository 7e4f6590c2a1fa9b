"""The picture of `docs/quality.md`: real ordinary messages that are taken for more, by source."""

from collections.abc import Sequence

from evaluation.chart import Line, interval_chart
from evaluation.dangers import NO_ALARM, NOT_ASKED, ORDINARY
from evaluation.measures import rest
from evaluation.results import Result


def false_alarms(results: Sequence[Result]) -> str:
    """Return the chart, from the results of an evaluation."""
    ordinary = [one for one in results if one.what.startswith(ORDINARY) and one.origin == "real"]
    found = {(one.what, one.measured): rest(one.ours) for one in ordinary}
    lines = [
        Line(what.removeprefix(ORDINARY), [found[what, measured] for measured in (NO_ALARM, NOT_ASKED)])
        for what in dict.fromkeys(one.what for one in ordinary)
    ]
    return interval_chart("Real ordinary messages that are taken for more", ("alarm", "alarm or question"), lines)
