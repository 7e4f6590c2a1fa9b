"""Each statement with facts carries the marker of its source."""

import pytest

from agents.response.grounding.check import check
from agents.response.grounding.evidence import Evidence, Text
from agents.response.grounding.markers import bare, cited, with_known_markers, with_marker

TYRES = Text(text="The Kite needs 2.6 bar in front.", language="en")
SERVICE = Text(text="The service is due every 30,000 km and takes 2 hours.", language="en")
COVER = Text(text="The cover ends after 2 hours.", language="en")
KNOWN = Evidence(passages={1: TYRES, 2: SERVICE, 3: COVER}, names=("Kite",))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It is so. [7]\n", "It is so.\n"),
        ("It is so [1] [7]. ", "It is so [1]. "),
        ("It is so. [1, 7]", "It is so. [1]"),
        ("It is so. [1][2]", "It is so. [1][2]"),
        ("[7] It is so.", " It is so."),
        ("No marker [here].", "No marker [here]."),
    ],
)
def test_a_marker_of_no_passage_is_taken_out_and_all_else_stays(sentence: str, expected: str) -> None:
    assert with_known_markers(sentence, (1, 2)) == expected


def test_a_marker_is_put_before_the_blanks_at_the_end() -> None:
    assert with_marker("It is so.\n\n", 2) == "It is so. [2]\n\n"


def test_markers_are_read_once_and_in_order() -> None:
    assert cited("One [2] and [1, 3], again [2].") == (2, 1, 3)


def test_what_a_sentence_says_is_left_without_marker_and_dash_and_with_its_number() -> None:
    assert bare(" – Wait 3 minutes. [1]\n") == "Wait 3 minutes."
    assert bare("12. Mai [1]\n") == "12. Mai"


def test_a_fact_without_a_marker_gets_that_of_the_one_passage_that_has_it() -> None:
    found = check("The service is due every 30,000 km. ", KNOWN, "en")
    assert (found.outcome, found.text) == ("kept", "The service is due every 30,000 km. [2] ")


def test_of_two_passages_with_the_fact_the_more_alike_is_cited() -> None:
    assert check("The cover ends after 2 hours.", KNOWN, "en").text.endswith("[3]")


def test_a_fact_from_two_passages_that_are_alike_is_flagged() -> None:
    twice = Evidence(passages={1: TYRES, 2: TYRES})
    found = check("The Kite needs 2.6 bar in front.", twice, "en")
    assert (found.outcome, found.reasons) == ("flagged", ("uncited",))


def test_facts_that_no_one_passage_has_together_are_flagged() -> None:
    found = check("The Kite needs 2.6 bar in front and the service every 30,000 km.", KNOWN, "en")
    assert (found.outcome, found.reasons) == ("flagged", ("uncited",))


def test_they_are_kept_if_both_passages_are_cited() -> None:
    assert (
        check("The Kite needs 2.6 bar in front [1] and the service every 30,000 km [2].", KNOWN, "en").outcome == "kept"
    )


def test_a_fact_of_another_passage_than_the_one_cited_is_flagged() -> None:
    found = check("The service is due every 30,000 km [1].", KNOWN, "en")
    assert (found.outcome, found.reasons) == ("flagged", ("cited_elsewhere",))


def test_a_fact_on_record_needs_no_marker() -> None:
    known = KNOWN.changed(records=(Text(text="Your car has done 41,000 km.", language="en"),))
    assert check("Your car has done 41,000 km.", known, "en").text == "Your car has done 41,000 km."
