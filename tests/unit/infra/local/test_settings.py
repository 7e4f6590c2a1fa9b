"""What can be chosen for the local stack."""

from pathlib import Path

import pytest

from contracts.errors import ConfigurationError
from infra.local.emulator import Emulator
from infra.local.settings import read_settings


@pytest.mark.parametrize(("name", "value"), [("CURBSIDE_API_PORT", "0"), ("CURBSIDE_PAGE_PORT", "70000")])
def test_a_port_that_is_none_is_named_by_its_variable(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError, match=f"^{name}: "):
        read_settings()


def test_two_servers_need_two_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CURBSIDE_PAGE_PORT", "4600")
    with pytest.raises(ConfigurationError, match=r"^CURBSIDE_PAGE_PORT: .*must differ from CURBSIDE_API_PORT"):
        read_settings()


def test_a_port_that_meets_the_other_ones_default_is_named_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CURBSIDE_API_PORT", "4601")
    with pytest.raises(ConfigurationError, match="CURBSIDE_PAGE_PORT must differ from CURBSIDE_API_PORT"):
        read_settings()


def test_ports_and_state_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CURBSIDE_API_PORT", "5100")
    monkeypatch.setenv("CURBSIDE_PAGE_PORT", "5101")
    monkeypatch.setenv("CURBSIDE_STATE", str(tmp_path))
    settings = read_settings()
    assert settings.api_url.startswith("http://127.0.0.1:5100/")
    assert settings.page_url == "http://127.0.0.1:5101/"
    assert settings.state == tmp_path


def test_a_candidate_of_the_routing_policy_can_be_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().routing_candidate == ""
    monkeypatch.setenv("CURBSIDE_ROUTING_CANDIDATE", "routing/candidate.json")
    assert read_settings().routing_candidate == "routing/candidate.json"


@pytest.mark.parametrize(
    "value", ["double", "aws", "openai:http://127.0.0.1:8080#qwen", "openai:https://models.example/v1"]
)
def test_who_answers_as_bedrock_can_be_chosen(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEDROCK", value)
    settings = read_settings()
    assert (settings.bedrock, settings.bedrock_url) == (value, "http://127.0.0.1:4602")


@pytest.mark.parametrize("value", [None, "", "off"])
def test_without_a_choice_there_is_no_bedrock(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if value is None:
        monkeypatch.delenv("BEDROCK", raising=False)
    else:
        monkeypatch.setenv("BEDROCK", value)
    settings = read_settings()
    assert (settings.bedrock, settings.bedrock_url) == ("off", "")


@pytest.mark.parametrize(
    "value", ["on", "openai", "openai:", "openai:127.0.0.1:8080", "openai:ftp://x", "openai:http://["]
)
def test_a_bedrock_that_is_none_is_named_with_what_there_is(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEDROCK", value)
    with pytest.raises(ConfigurationError, match=r"^BEDROCK: .*must be off, double, aws, or openai:URL"):
        read_settings()


def test_a_third_server_needs_a_third_port_only_if_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CURBSIDE_API_PORT", "4602")
    assert read_settings().api_port == 4602
    monkeypatch.setenv("BEDROCK", "double")
    with pytest.raises(ConfigurationError, match="CURBSIDE_BEDROCK_PORT must differ"):
        read_settings()


def test_a_run_of_before_has_the_environment_of_before(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CURBSIDE_STATE", str(tmp_path))
    monkeypatch.delenv("BEDROCK", raising=False)
    assert "AWS_ENDPOINT_URL_BEDROCK_RUNTIME" not in Emulator(read_settings())._environment()
    monkeypatch.setenv("BEDROCK", "double")
    monkeypatch.setenv("CURBSIDE_BEDROCK_PORT", "4999")
    environment = Emulator(read_settings())._environment()
    assert environment["AWS_ENDPOINT_URL_BEDROCK_RUNTIME"] == "http://127.0.0.1:4999"
