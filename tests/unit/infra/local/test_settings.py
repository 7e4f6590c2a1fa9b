"""What can be chosen for the local stack."""

from pathlib import Path

import pytest

from contracts.errors import ConfigurationError
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
