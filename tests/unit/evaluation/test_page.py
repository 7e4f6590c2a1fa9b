"""The page of all figures."""

import pytest

from evaluation.measures import Figure
from evaluation.page import TOPICS, page
from evaluation.results import Confusion, Report, Result

FIGURE = Figure(0.5, 0.4, 0.6, 10)


def report(agent: str, *origins: str, **changes: object) -> Report:
    results = [Result(f"A set of {agent}", origin, origin, FIGURE, {}) for origin in origins]  # type: ignore[arg-type]
    return Report(agent, results, {}, [])._replace(**changes)  # type: ignore[arg-type]


def test_figures_stand_below_their_topic_real_ones_first() -> None:
    text = page([report("language", "synthetic", "real"), report("intent", "synthetic"), report("slots", "synthetic")])
    order = [
        "[What customers want](#what-customers-want) · [Language](#language)",
        "## What customers want\n",
        "A set of intent",
        "A set of slots",
        "## Language\n",
        "### Language: real data",
        "### Language: synthetic sets",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    assert "Danger" not in text


def test_a_report_without_a_heading_is_refused() -> None:
    with pytest.raises(ValueError, match="no heading for astrology"):
        page([report("astrology", "real")])


def test_no_report_stands_below_two_headings() -> None:
    names = [name for topic in TOPICS for name in topic.reports]
    assert len(set(names)) == len(names)


def test_confusions_have_the_headings_that_their_report_gives_them() -> None:
    confused = {"Turns": [Confusion("follow up", "cites", ("and there?",), 2)]}
    text = page([report("conversations", "synthetic", confused=confused, columns=("kind of turn", "what was wrong"))])
    assert "| kind of turn | what was wrong | times | such as |" in text
    assert "| follow up | cites | 2 | and there? |" in text
