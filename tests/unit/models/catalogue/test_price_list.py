"""The offer files here are synthetic: written by hand in the shape of AWS's own."""

from pathlib import Path
from typing import Final

import pytest

from models.catalogue.price_list import Entry, OfferFile, bare, prices

OFFERS: Final = Path(__file__).parent / "synthetic_offers"


def listed(name: str) -> dict[Entry, float]:
    file = OFFERS / name / "current" / "us-east-1" / "index.json"
    return prices(OfferFile.model_validate_json(file.read_bytes()))


def test_prices_for_a_thousand_tokens_become_prices_for_a_million() -> None:
    found = listed("AmazonBedrock")
    assert found[Entry("novapro", "input", everywhere=False)] == pytest.approx(0.8)
    assert found[Entry("novapro", "output", everywhere=False)] == pytest.approx(3.2)
    assert found[Entry("novapro", "cache_read", everywhere=False)] == pytest.approx(0.2)


def test_batch_priority_and_custom_models_are_passed_over() -> None:
    assert len([entry for entry in listed("AmazonBedrock") if entry.name == "novapro"]) == 3


def test_the_global_profile_has_prices_of_its_own_in_both_files() -> None:
    own, sold = listed("AmazonBedrock"), listed("AmazonBedrockFoundationModels")
    assert own[Entry("nova20lite", "input", everywhere=True)] == pytest.approx(0.3)
    assert own[Entry("nova20lite", "input", everywhere=False)] == pytest.approx(0.33)
    assert sold[Entry("claudehaiku55", "output", everywhere=True)] == pytest.approx(0.5)
    assert sold[Entry("claudehaiku45", "input", everywhere=True)] == pytest.approx(1.0)


def test_both_ways_of_naming_what_is_sold_are_read() -> None:
    sold = listed("AmazonBedrockFoundationModels")
    assert sold[Entry("claudehaiku45", "input", everywhere=False)] == pytest.approx(1.1)
    assert sold[Entry("claudehaiku55", "input", everywhere=False)] == pytest.approx(0.11)


def test_long_prompts_and_caches_of_an_hour_do_not_pass_for_the_usual_price() -> None:
    sold = listed("AmazonBedrockFoundationModels")
    assert sold[Entry("claudehaiku55", "cache_write", everywhere=False)] == pytest.approx(0.1375)
    assert sold[Entry("claudehaiku55", "input", everywhere=False)] == pytest.approx(0.11)


def test_of_two_prices_for_one_thing_the_first_counts() -> None:
    assert listed("AmazonBedrock")[Entry("gptoss120b", "input", everywhere=False)] == pytest.approx(0.15)


def test_a_product_without_a_model_goes_by_what_is_used() -> None:
    entry = Entry(bare("TitanEmbeddingV2-Text"), "input", everywhere=False)
    assert listed("AmazonBedrock")[entry] == pytest.approx(0.02)


def test_a_search_is_priced_as_it_stands() -> None:
    sold = listed("AmazonBedrockFoundationModels")
    assert sold[Entry("coherererank35", "search_unit", everywhere=False)] == pytest.approx(0.002)


def test_a_product_without_a_price_on_demand_is_passed_over() -> None:
    product = {"attributes": {"usagetype": "USE1-NovaPro-input-tokens", "model": "Nova Pro"}}
    assert prices(OfferFile.model_validate({"products": {"A": product}, "terms": {"OnDemand": {}}})) == {}
