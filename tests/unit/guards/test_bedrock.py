"""Bedrock Guardrails, as far as it can be known without an account: botocore's model of the service, and its data."""

from collections.abc import Callable
from typing import Any

import boto3
import pytest
from botocore.exceptions import EndpointConnectionError
from botocore.stub import Stubber
from pydantic import ValidationError

from contracts.errors import Unavailable
from guards.bedrock import BedrockGuardrail, guardrail_for, regions
from handlers.environment import WritingEnvironment

NAMED = "abc123:4"
ASKED = {
    "guardrailIdentifier": "abc123",
    "guardrailVersion": "4",
    "source": "INPUT",
    "content": [{"text": {"text": "hello"}}],
}
UNITS = ("topicPolicyUnits", "contentPolicyUnits", "wordPolicyUnits", "sensitiveInformationPolicyUnits")
USAGE = dict.fromkeys([*UNITS, "sensitiveInformationPolicyFreeUnits", "contextualGroundingPolicyUnits"], 1)


@pytest.fixture
def stubbed() -> tuple[BedrockGuardrail, Stubber]:
    client = boto3.client("bedrock-runtime", "eu-central-1", aws_access_key_id="unit", aws_secret_access_key="unit")
    stubber = Stubber(client)
    stubber.activate()
    return BedrockGuardrail(client, NAMED), stubber


def answer(action: str, *filters: dict[str, Any]) -> dict[str, Any]:
    assessment = {"contentPolicy": {"filters": list(filters)}} if filters else {}
    return {"usage": USAGE, "action": action, "outputs": [], "assessments": [assessment]}


def found(kind: str, action: str) -> dict[str, Any]:
    return {"type": kind, "confidence": "HIGH", "action": action, "detected": True}


@pytest.mark.parametrize(
    ("given", "level", "kinds"),
    [
        (answer("NONE"), "harmless", ()),
        (answer("GUARDRAIL_INTERVENED", found("PROMPT_ATTACK", "BLOCKED")), "attack", ("unclear",)),
        (answer("NONE", found("PROMPT_ATTACK", "NONE")), "unsure", ("unclear",)),
        (answer("GUARDRAIL_INTERVENED", found("INSULTS", "BLOCKED")), "unsure", ("abuse",)),
        (answer("GUARDRAIL_INTERVENED"), "unsure", ("unclear",)),
        (
            answer("GUARDRAIL_INTERVENED", found("PROMPT_ATTACK", "BLOCKED"), found("HATE", "BLOCKED")),
            "attack",
            ("unclear", "abuse"),
        ),
    ],
)
def test_what_the_guardrail_blocks_as_a_prompt_attack_is_one_and_the_rest_is_unsure(
    stubbed: tuple[BedrockGuardrail, Stubber], given: dict[str, Any], level: str, kinds: tuple[str, ...]
) -> None:
    guardrail, stubber = stubbed
    stubber.add_response("apply_guardrail", given, ASKED)
    finding = guardrail("hello")
    assert (finding.level, finding.kinds, finding.path) == (level, kinds, "bedrock")
    stubber.assert_no_pending_responses()


def test_a_refusal_is_unavailable_with_the_code_of_aws_and_nothing_private(
    stubbed: tuple[BedrockGuardrail, Stubber],
) -> None:
    guardrail, stubber = stubbed
    stubber.add_client_error("apply_guardrail", "ThrottlingException", "arn:aws:sts::123456789012:assumed-role/private")
    with pytest.raises(Unavailable) as caught:
        guardrail("hello")
    assert (caught.value.dependency, caught.value.code) == ("bedrock guardrail", "ThrottlingException")
    assert "123456789012" not in str(caught.value)


def test_a_lost_connection_is_unavailable() -> None:
    class Lost:
        def apply_guardrail(self, **arguments: Any) -> None:
            raise EndpointConnectionError(endpoint_url="https://bedrock")

    with pytest.raises(Unavailable, match="EndpointConnectionError"):
        BedrockGuardrail(Lost(), NAMED)("hello")


def test_there_is_none_without_an_id_or_where_the_region_offers_none_which_is_said_at_the_start(
    monkeypatch: pytest.MonkeyPatch, logged: Callable[[], list[dict[str, Any]]]
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "unit")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "unit")
    assert guardrail_for("", "eu-south-2") is None
    assert logged() == []
    assert guardrail_for(NAMED, "eu-south-2") is None
    assert [(line["message"], line["reason"]) for line in logged()] == [
        ("guardrail not asked", "eu-south-2 has no STANDARD tier")
    ]
    made = guardrail_for(NAMED, "eu-central-1")
    assert made is not None
    assert made._client.meta.region_name == "eu-central-1"


def test_no_region_of_the_union_leads_out_of_it() -> None:
    """London is no part of it: its region's name begins with eu- too."""
    union = {name: region for name, region in regions().items() if name.startswith("eu-")}
    assert set(union) == {"eu-central-1", "eu-west-1"}
    outside = {
        to for region in union.values() for to in region.routes_to if not to.startswith("eu-") or to == "eu-west-2"
    }
    assert outside == set()


@pytest.mark.parametrize(
    "named", ["arn:aws:bedrock:us-east-1:123456789012:guardrail/abc123", "ABC:1", "abc123", "abc123:", ":3", "abc:0"]
)
def test_a_guardrail_is_named_by_id_and_version_and_names_no_region(named: str) -> None:
    environment = {"AWS_REGION": "eu-central-1", "GUARDRAIL": named}
    with pytest.raises(ValidationError, match="GUARDRAIL"):
        WritingEnvironment.model_validate(environment)
    assert WritingEnvironment.model_validate(environment | {"GUARDRAIL": NAMED}).guardrail == NAMED
