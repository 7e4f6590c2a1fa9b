"""A reply that arrives in pieces, each sentence checked as soon as it is complete."""

from agents.response.grounding.check import check
from agents.response.grounding.sentences import SentenceStream
from tests.unit.agents.response.grounding.evidence import evidence

WRITTEN = {
    "en": (
        "Gladly! The Kite needs 2.6 bar in front [1]. The Tern needs 2.9 bar.\n\n"
        "1. Stop safely.\n2. Do not drive on. A colleague will call you. [9]\n"
    ),
    "de": (
        "Gern! Der Kite braucht vorn 2,6 bar [1]. Der Tern braucht 2,9 bar.\n\n"
        "1. Sicher anhalten.\n2. Fahren Sie nicht weiter. Ein Kollege ruft Sie an. [9]\n"
    ),
}
SHOWN = {
    "en": "The Kite needs 2.6 bar in front [1]. 1. Stop safely.\n2. Do not drive on. ",
    "de": "Der Kite braucht vorn 2,6 bar [1]. 1. Sicher anhalten.\n2. Fahren Sie nicht weiter. ",
}


def shown(text: str, language: str, size: int) -> str:
    """What of a text that arrives in pieces of this size is kept."""
    stream, known, found = SentenceStream(), evidence(language), list[str]()
    for start in range(0, len(text), size):
        found += stream.feed(text[start : start + size])
    verdicts = [check(sentence, known, language) for sentence in [*found, *stream.end()]]
    return "".join(one.text for one in verdicts if one.outcome == "kept")


def test_only_what_holds_reaches_the_customer_however_the_reply_arrives() -> None:
    for language, text in WRITTEN.items():
        assert {shown(text, language, size) for size in (1, 4, 1000)} == {SHOWN[language]}
