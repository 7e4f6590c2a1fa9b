"""The catalogue beside a price list that is synthetic: written by hand, with prices that are nobody's."""

from pathlib import Path

import pytest

from contracts.errors import Unavailable
from models.catalogue.compare import compare, listed_in
from tests.unit.models.catalogue.test_price_list import OFFERS

REGION = "us-east-1"


def verdicts() -> dict[str, tuple[str, str]]:
    return {
        each.offer.id: (each.verdict, each.differences) for each in compare(REGION, listed_in(REGION, OFFERS.as_uri()))
    }


@pytest.mark.parametrize(
    "name",
    [
        "us.anthropic.claude-haiku-5-5",
        "global.anthropic.claude-haiku-5-5",
        "us.amazon.nova-pro-v1:0",
        "amazon.nova-pro-v1:0",
        "amazon.titan-embed-text-v2:0",
        "cohere.rerank-v3-5:0",
        "global.amazon.nova-2-lite-v1:0",
    ],
)
def test_a_price_that_is_listed_as_it_is_here_is_the_same(name: str) -> None:
    assert verdicts()[name] == ("same", "")


def test_a_price_that_differs_is_told_with_both_figures() -> None:
    assert verdicts()["us.anthropic.claude-opus-5-5"] == ("differs", "output 22 here, 23 listed")


def test_a_model_that_the_list_does_not_have_is_not_listed() -> None:
    assert verdicts()["us.meta.llama3-3-70b-instruct-v1:0"] == ("not listed", "")


def test_a_profile_is_not_compared_with_the_price_of_the_global_one() -> None:
    assert verdicts()["global.anthropic.claude-opus-5-5"] == ("not listed", "")


def test_only_what_can_be_called_from_the_region_is_compared() -> None:
    assert not any(name.startswith("eu.") for name in verdicts())


def test_a_list_that_cannot_be_had_is_named_by_its_address(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"AmazonBedrock/current/us-east-1/index\.json\) did not answer"):
        listed_in(REGION, tmp_path.as_uri())


def test_a_file_that_is_no_offer_file_is_told_from_one_that_is_not_there(tmp_path: Path) -> None:
    file = tmp_path / "AmazonBedrock" / "current" / REGION / "index.json"
    file.parent.mkdir(parents=True)
    file.write_text("<html>sign in first</html>", encoding="utf-8")
    with pytest.raises(Unavailable, match="not an offer file"):
        listed_in(REGION, tmp_path.as_uri())
