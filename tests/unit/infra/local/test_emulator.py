"""The local stack's settings, ports and tools."""

import io
import socket
import zipfile
from pathlib import Path
from typing import Any

import pytest

from contracts.errors import ConfigurationError
from gateway.credentials import SITE_PREFIX, fingerprint
from infra.local import emulator
from infra.local.bridge import apply_cors, apply_gateway_responses
from infra.local.demo import demo_keys
from infra.local.emulator import Emulator, check_port
from infra.local.settings import LocalSettings, read_settings
from infra.local.upload import zip_function
from store.site_keys import find_site_key
from tests.unit.aws import REGION, physical
from tests.unit.deployed import resource


class TakenSocket:
    """A socket on a machine where every port is in use."""

    def __enter__(self) -> "TakenSocket":
        """Open it."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close it."""

    def setsockopt(self, *options: int) -> None:
        """Take any option."""

    def bind(self, address: tuple[str, int]) -> None:
        """Refuse."""
        raise OSError(98, "Address already in use")


def test_a_port_that_is_taken_is_named_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", TakenSocket)
    with pytest.raises(ConfigurationError) as caught:
        check_port(4600, "CURBSIDE_API_PORT")
    assert "port 4600 is in use" in str(caught.value)
    assert "`CURBSIDE_API_PORT=4700 make run`" in str(caught.value)


def test_a_free_port_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TakenSocket, "bind", lambda self, address: None)
    monkeypatch.setattr(socket, "socket", TakenSocket)
    check_port(4600, "CURBSIDE_API_PORT")


@pytest.mark.parametrize(("name", "value"), [("CURBSIDE_API_PORT", "0"), ("CURBSIDE_PAGE_PORT", "70000")])
def test_a_port_that_is_none_is_named_by_its_variable(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError, match=f"^{name}: "):
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


def settings_in(folder: Path) -> LocalSettings:
    return LocalSettings.model_validate({"CURBSIDE_STATE": folder})


@pytest.mark.parametrize("content", [None, "", "not a number", "999999999", "1"])
def test_only_a_running_emulator_counts_as_one_that_was_left_behind(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "emulator.pid").write_text(content)
    assert Emulator(settings_in(tmp_path)).orphan() is None


def test_stopping_a_process_that_is_gone_forgets_it(tmp_path: Path) -> None:
    (tmp_path / "emulator.pid").write_text("999999999")
    Emulator(settings_in(tmp_path)).stop(999_999_999)
    assert not (tmp_path / "emulator.pid").exists()


def test_credentials_of_the_emulator_are_made_up() -> None:
    assert emulator.CREDENTIALS["AWS_ACCESS_KEY_ID"] == emulator.CREDENTIALS["AWS_SECRET_ACCESS_KEY"] == "test"


def test_demo_keys_are_made_once_and_only_their_owner_may_read_them(tmp_path: Path) -> None:
    first = demo_keys(settings_in(tmp_path))
    assert demo_keys(settings_in(tmp_path)) == first
    assert first.publishable != first.secret
    assert first.publishable.startswith(SITE_PREFIX)
    assert (tmp_path / "site-keys.json").stat().st_mode & 0o077 == 0


def test_a_package_for_the_emulator_holds_the_handler_and_its_data() -> None:
    with zipfile.ZipFile(io.BytesIO(zip_function("Routing"))) as package:
        names = package.namelist()
        assert package.testzip() is None
    assert {"handlers/routing.py", "handlers/__init__.py", "agents/routing/rules.json"} <= set(names)
    assert len(names) == len(set(names))


class Gateway:
    """Remembers what an API is told."""

    def __init__(self) -> None:
        self.responses: dict[str, dict[str, Any]] = {}
        self.headers: dict[str, str] = {}
        self.touched: list[str] = []

    def put_gateway_response(self, **given: Any) -> None:
        """Remember a response of the gateway itself."""
        self.responses[given["responseType"]] = given

    def get_resources(self, **given: Any) -> dict[str, Any]:
        """Every path of the definition, and the root, which answers nothing."""
        return {"items": [{"id": f"id of {path}", "path": path} for path in ("/", *definition()["paths"])]}

    def put_method_response(self, **given: Any) -> None:
        """Remember which resource was changed."""
        self.touched.append(given["resourceId"])

    def put_integration_response(self, **given: Any) -> None:
        """Remember the headers."""
        self.headers = given["responseParameters"]


def definition() -> dict[str, Any]:
    body: dict[str, Any] = resource("Api")["Properties"]["Body"]
    return body


def test_the_gateways_own_errors_are_problem_documents_for_pages_too() -> None:
    gateway = Gateway()
    apply_gateway_responses(definition()["x-amazon-apigateway-gateway-responses"], gateway)
    assert {"UNAUTHORIZED", "ACCESS_DENIED", "DEFAULT_4XX", "DEFAULT_5XX"} <= set(gateway.responses)
    assert gateway.responses["ACCESS_DENIED"]["statusCode"] == "401"
    for given in gateway.responses.values():
        headers = given["responseParameters"]
        assert headers["gatewayresponse.header.Content-Type"] == "'application/problem+json'"
        assert headers["gatewayresponse.header.Access-Control-Allow-Origin"] == "'*'"
        assert "urn:curbside:problem:" in given["responseTemplates"]["application/json"]


def test_every_path_answers_preflights_with_what_pages_may_do() -> None:
    gateway = Gateway()
    apply_cors(definition()["paths"], gateway)
    assert gateway.touched == [f"id of {path}" for path in definition()["paths"]]
    assert gateway.headers["method.response.header.Access-Control-Allow-Headers"] == "'Authorization,Content-Type'"
    assert gateway.headers["method.response.header.Access-Control-Allow-Methods"] == "'GET,POST,OPTIONS'"


@pytest.mark.usefixtures("tables")
def test_a_site_key_is_shown_once_and_kept_as_its_hash(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from infra import site_key

    arguments = ["--table", physical("Gateway"), "--tenant", "harbour", "--name", "www", "--region", REGION]
    monkeypatch.setattr("sys.argv", ["site_key", *arguments, "--kind", "secret"])
    site_key.main()
    key = capsys.readouterr().out.strip()
    stored = find_site_key(fingerprint(key))
    assert stored is not None
    assert (stored.tenant, stored.name, stored.kind) == ("harbour", "www", "secret")
