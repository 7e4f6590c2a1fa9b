"""Which ids a request may use: under every alias and from every Region, rather than from samples of them."""

from itertools import product
from typing import Final

import pytest

from contracts.errors import ConfigurationError
from models.catalogue.chain import Served, chain, offers_for
from models.catalogue.model import Ability
from models.catalogue.read import aliases, catalogue, model_named

EU: Final = ("eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3")
US: Final = ("us-east-1", "us-east-2", "us-west-1", "us-west-2")
CELLS: Final = ("eu-central-1", "eu-west-1", "us-east-1", "us-west-2")
NOT_IN_THE_EU: Final = ("eu-west-2", "eu-central-2")


def ids(served: tuple[Served, ...]) -> list[str]:
    return [offer.id for _, offer in served]


@pytest.mark.parametrize(("alias", "region"), list(product(aliases(), EU)))
def test_what_comes_from_the_eu_stays_there_under_every_alias(alias: str, region: str) -> None:
    for model, offer in chain(alias, region):
        assert offer.id.startswith("eu.") or (offer.scope == "region" and region in offer.regions), model.name


@pytest.mark.parametrize(("model", "region"), list(product(catalogue(), EU)))
def test_what_comes_from_the_eu_stays_there_with_every_model(model: str, region: str) -> None:
    for offer in offers_for(model_named(model), region):
        assert not offer.id.startswith(("us.", "global.", "apac."))
        assert set(offer.regions) <= set(EU)


@pytest.mark.parametrize(("alias", "region"), list(product(aliases(), US)))
def test_what_comes_from_the_us_stays_there(alias: str, region: str) -> None:
    for _, offer in chain(alias, region):
        assert offer.id.startswith("us.") or (offer.scope == "region" and region in offer.regions)


@pytest.mark.parametrize(("alias", "region"), list(product(aliases(), CELLS)))
def test_every_alias_has_more_than_one_model_in_every_cell(alias: str, region: str) -> None:
    assert len({model.name for model, _ in chain(alias, region)}) > 1


@pytest.mark.parametrize("region", NOT_IN_THE_EU)
def test_london_and_zurich_are_not_served_by_profiles_of_the_eu(region: str) -> None:
    with pytest.raises(ConfigurationError, match=region):
        chain("fast", region)


def test_global_profiles_come_last_of_their_model_and_only_where_they_are_allowed() -> None:
    allowed = ids(chain("fast", "eu-west-1", allow_global=True))
    assert allowed[:2] == ["eu.anthropic.claude-haiku-5-5", "global.anthropic.claude-haiku-5-5"]
    assert [name for name in allowed if not name.startswith("global.")] == ids(chain("fast", "eu-west-1"))


def test_the_chain_is_in_the_order_of_the_alias_and_profiles_come_before_the_region_alone() -> None:
    served = chain("balanced", "us-east-1")
    assert list(dict.fromkeys(model.name for model, _ in served)) == [model.name for model in aliases()["balanced"]]
    assert ids(served)[-2:] == ["us.amazon.nova-pro-v1:0", "amazon.nova-pro-v1:0"]


@pytest.mark.parametrize("needs", [frozenset[Ability](), frozenset[Ability](("tools", "streaming", "caching"))])
def test_what_every_agent_needs_is_there_under_every_alias(needs: frozenset[Ability]) -> None:
    for alias, region in product(aliases(), CELLS):
        assert chain(alias, region, needs)


def test_a_model_that_lacks_an_ability_is_named_with_alias_and_ability() -> None:
    with pytest.raises(ConfigurationError, match=r"models of fast: claude-haiku-5\.5 lacks prefill, temperature"):
        chain("fast", "eu-west-1", frozenset(("temperature", "prefill", "tools")))


def test_a_later_model_of_the_chain_is_held_to_the_same_needs() -> None:
    with pytest.raises(ConfigurationError, match=r"claude-haiku-4\.5 lacks effort"):
        chain("fast", "eu-west-1", frozenset(("effort",)))


def test_a_region_without_any_of_the_models_is_named() -> None:
    with pytest.raises(
        ConfigurationError, match=r"models of best: none of claude-opus-5\.5, .* is offered in ap-south-1"
    ):
        chain("best", "ap-south-1")


def test_an_unknown_alias_is_answered_with_those_there_are() -> None:
    with pytest.raises(ConfigurationError, match="quick is no alias of models; there are balanced, best, fast"):
        chain("quick", "eu-west-1")
