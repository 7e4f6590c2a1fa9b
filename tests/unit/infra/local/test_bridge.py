"""What the emulator does not read from an API's definition is told to it."""

from typing import Any

from infra.local.bridge import apply_cors, apply_gateway_responses
from tests.unit.deployed import resource


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
    assert gateway.headers["method.response.header.Access-Control-Allow-Methods"] == "'GET,POST,PUT,OPTIONS'"
