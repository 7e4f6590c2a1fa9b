"""`docs/quality.md`: every figure, by what it is about."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from evaluation.results import Report
from evaluation.tables import details, results_table

HEAD: Final = """# Quality

Made by `make evaluate DATA=DIR`. Every figure comes with the 95 % interval of a bootstrap over its rows, and beside it
stand simpler ways, trained and judged on the same sentences in the same run: a linear support vector machine over
TF-IDF of words and pairs of words (SVM), VADER for English, BM25 and dense retrieval alone.

**Real data** is held out from training, and rows that are nearly the same as a training sentence are left out.
Moods and emotions are cross-validated: the heads in use learned from all the tweets, so each tweet is judged by
a head that learned by the same recipe from others.
**Synthetic sets** were written for this project apart from the training examples (`evaluation/data/`): they show
weaknesses and say little about real customers. Questions to the demo handbook that stand nearly so beside one of its
pages are left out too.
"""


class PageTopic(NamedTuple):
    """A heading, what a reader should know of what stands below it, and the reports that do."""

    heading: str
    about: str
    reports: tuple[str, ...]


TOPICS: Final = (
    PageTopic(
        "What customers want",
        "Intents, several of them in one message, follow-ups, and the dates, plates and places that a message names.",
        ("intent", "scope", "slots", "sentences"),
    ),
    PageTopic(
        "Danger",
        "`danger/settle.py` judges a message from its words, its mood and what the customer wants. An ordinary one "
        "should raise no alarm, and rarely the question whether anyone is in danger. A danger should be seen however "
        "it is written, and whichever agents are missing.\n\n"
        "![Ordinary messages that raise an alarm or the question, by source](quality-danger.svg)",
        ("danger", "danger, agents missing"),
    ),
    PageTopic(
        "Passages and answers",
        "Which passage is found first, and whether the judge (`knowledge/judge/`) lets it be quoted: right ones, and "
        "none where no page answers.",
        (
            "knowledge",
            "answers",
            "handbook",
            "answers, demo handbook",
            "answers, as customers ask",
            "handbook, asking on",
            "warning lights",
        ),
    ),
    PageTopic("Mood", "Sentiment and emotion of tweets.", ("sentiment",)),
    PageTopic("Language", "Which language a short message is in.", ("language",)),
    PageTopic("Personal data", "Sentences that others made up, since real ones may not be passed on.", ("privacy",)),
    PageTopic(
        "Whole conversations",
        "Scripted over the demo brand before they were ever run (`evaluation/data/conversations/`): a turn is right if "
        "all that its customer should get is there, such as the kind of reply, the page, a figure, the queue, and no "
        "false alarm. Intervals are over conversations. Beside each figure: every turn taken for the first of its "
        "conversation. `python -m evaluation.scripted` shows the turns that went wrong, with replies. Faults were "
        "mended after such a look, so the figures flatter.",
        ("conversations",),
    ),
)


def page(reports: Sequence[Report]) -> str:
    """Return the whole page. Raises `ValueError` for a report that stands under no heading."""
    if homeless := {report.agent for report in reports} - {name for topic in TOPICS for name in topic.reports}:
        raise ValueError(f"no heading for {', '.join(sorted(homeless))}")
    chosen = [(topic, [one for name in topic.reports for one in reports if one.agent == name]) for topic in TOPICS]
    chosen = [(topic, found) for topic, found in chosen if found]
    links = " · ".join(f"[{topic.heading}](#{topic.heading.lower().replace(' ', '-')})" for topic, _ in chosen)
    return "\n\n".join([f"{HEAD}\n{links}", *(part for topic, found in chosen for part in _parts(topic, found))]) + "\n"


def _parts(topic: PageTopic, reports: Sequence[Report]) -> Iterator[str]:
    yield f"## {topic.heading}\n\n{topic.about}"
    results = [result for report in reports for result in report.results]
    for origin, name in (("real", "real data"), ("synthetic", "synthetic sets")):
        if lines := [result for result in results if result.origin == origin]:
            yield f"### {topic.heading}: {name}\n\n{results_table(lines)}"
    yield from (shown for report in reports if (shown := details(report)))
