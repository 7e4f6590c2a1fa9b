"""Which models are asked where, in which order."""

import pytest

from contracts.errors import ConfigurationError
from infra.bedrock.server import BedrockServer
from models.breaker import Breakers, BreakersHere
from models.client import ModelClient
from models.places import places_in
from models.request import ModelRequest
from models.stream import bedrock_streams
from tests.unit.bedrock import Scripted

EU = ("eu-central-1", "eu-west-1")
DOWN = {"error": "ServiceUnavailableException"}


def test_each_model_is_asked_in_both_regions_before_the_next_one_is() -> None:
    places = places_in(EU)
    names = [place.served.model.name for place in places]
    assert names == sorted(names, key=names.index), "the places of a model stand together"
    for name in dict.fromkeys(names):
        regions = [place.region for place in places if place.served.model.name == name]
        assert regions == sorted(regions, key=EU.index)
    assert len({place.key for place in places}) == len(places)


def test_the_first_region_leads_whichever_it_is() -> None:
    assert places_in(EU)[0].region == EU[0]
    assert places_in(EU[::-1])[0].region == EU[1]


@pytest.mark.parametrize(
    "regions",
    [
        ("eu-central-1", "us-east-1"),
        ("us-west-2", "eu-west-1"),
        ("eu-central-1", "eu-west-2"),
        ("eu-west-2", "eu-central-2"),
    ],
)
def test_regions_between_which_a_request_would_leave_home_are_refused(regions: tuple[str, ...]) -> None:
    with pytest.raises(ConfigurationError, match="one part of the world"):
        places_in(regions)


def test_a_chain_of_models_without_tools_is_refused_by_the_name_of_what_is_not_known() -> None:
    with pytest.raises(ConfigurationError, match="no-such-alias"):
        places_in(EU, "no-such-alias")


def ids_asked(double: BedrockServer, scripted: Scripted, request: ModelRequest) -> list[tuple[str, str]]:
    """Region and id of every call that a request makes while all models are down."""
    scripted({"then": DOWN})
    client = ModelClient(places_in(EU), {region: bedrock_streams(region) for region in EU}, Breakers(BreakersHere()))
    with pytest.raises(Exception, match="no model answered"):
        client.complete(request)
    return [(entry["region"], entry["model"]) for entry in double.log.all()]


def test_a_request_that_may_not_leave_home_asks_no_global_profile(
    double: BedrockServer, scripted: Scripted, request_: ModelRequest
) -> None:
    asked = ids_asked(double, scripted, request_)
    assert {region for region, _ in asked} == set(EU)
    assert not any(name.startswith("global.") for _, name in asked)


def test_a_request_that_may_leave_home_asks_its_own_part_of_the_world_first(
    double: BedrockServer, scripted: Scripted, request_: ModelRequest
) -> None:
    asked = [name for _, name in ids_asked(double, scripted, request_.changed(may_leave_home=True))]
    assert asked[0].startswith("eu.")
    assert any(name.startswith("global.") for name in asked)
