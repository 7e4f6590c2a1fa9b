"""What the files of vendors hold, whichever models are added."""

import re

import pytest

from models.catalogue.read import catalogue, model_named


@pytest.mark.parametrize("name", catalogue())
def test_every_price_is_positive(name: str) -> None:
    model = model_named(name)
    for price in (offer.price for offer in model.offers):
        assert (price.search_unit if model.kind == "rerank" else price.input) > 0
        assert (price.output > 0) == (model.kind == "chat")
        assert price.cache_read is None or 0 < price.cache_read < price.input
        assert (price.cache_read is not None) == ("caching" in model.abilities)


def test_an_id_belongs_to_one_model_and_is_offered_once_in_a_region() -> None:
    places = [
        (offer.id, region) for model in catalogue().values() for offer in model.offers for region in offer.regions
    ]
    assert len(places) == len(set(places))
    owners = {(offer.id, model.name) for model in catalogue().values() for offer in model.offers}
    assert len({name for name, _ in owners}) == len(owners)


@pytest.mark.parametrize("name", catalogue())
def test_a_profile_is_no_cheaper_than_the_global_one_of_the_same_model(name: str) -> None:
    offers = {offer.scope: offer.price for offer in model_named(name).offers}
    everywhere = offers.pop("global", None)
    if everywhere is not None:
        assert all(price.input >= everywhere.input and price.output >= everywhere.output for price in offers.values())


def test_the_default_model_is_priced_as_on_the_price_sheet_and_can_do_what_it_says() -> None:
    model = model_named("claude-haiku-5.5")
    prices = {offer.scope: (offer.price.input, offer.price.output, offer.price.cache_read) for offer in model.offers}
    assert prices == {"eu": (0.11, 0.55, 0.011), "us": (0.11, 0.55, 0.011), "global": (0.1, 0.5, 0.01)}
    assert {"effort", "tools", "streaming"} <= model.abilities
    assert model.abilities.isdisjoint({"temperature", "prefill", "strict_tools", "structured_output"})


def test_ids_look_like_those_of_bedrock() -> None:
    pattern = re.compile(r"(?:(?:eu|us|global)\.)?[a-z0-9]+\.[a-z0-9.-]+(?::\d+)?")
    assert [
        offer.id for model in catalogue().values() for offer in model.offers if not pattern.fullmatch(offer.id)
    ] == []
