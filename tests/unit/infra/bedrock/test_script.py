"""Scripts: which rule applies and how often, and what is refused."""

import http.client
import json
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from contracts.errors import ConfigurationError, InvalidInput
from infra.bedrock.script import read_script
from infra.bedrock.script_book import ScriptBook
from infra.bedrock.server import BedrockServer
from tests.unit.infra.bedrock.clients import asking, client_of, text_of, tools


@pytest.mark.parametrize(
    ("script", "field", "said"),
    [
        ({"rules": [{"then": {"texts": "x"}}]}, "rules.0.then.texts", "not permitted"),
        ({"rules": [{}, {"when": {"operation": "Chat"}}]}, "rules.1.when.operation", "Converse"),
        ({"rules": [{"times": 0}]}, "rules.0.times", "greater than 0"),
        ({"rules": [{"then": {"error": "Overloaded"}}]}, "rules.0.then", "there is no error Overloaded"),
        (
            {"rules": [{"then": {"error": "AccessDeniedException", "error_after": 1}}]},
            "rules.0.then",
            "stream can hold",
        ),
        ({"rules": [{"then": {"text": "x", "endless": True}}]}, "rules.0.then", "only one of"),
        ({"rules": [{"then": {"cut_at": -1}}]}, "rules.0.then.cut_at", "greater than or equal to 0"),
        ({"rule": []}, "rule", "not permitted"),
    ],
)
def test_a_bad_script_is_refused_with_the_field_named(script: Any, field: str, said: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_script(json.dumps(script))
    assert caught.value.field == field
    assert said in str(caught.value)


def test_rules_may_stand_one_a_line() -> None:
    script = read_script('{"then": {"text": "a"}}\n\n{"when": {"contains": "x"}, "then": {"text": "b"}, "times": 2}\n')
    assert [rule.then.text for rule in script.rules] == ["a", "b"]
    assert len(read_script('{"then": {"text": "a"}}').rules) == 1
    with pytest.raises(InvalidInput) as caught:
        read_script('{"then": {"text": "a"}}\n{"then": ')
    assert caught.value.field == "line 2"


def test_a_file_that_is_no_json_is_refused_with_its_line() -> None:
    with pytest.raises(InvalidInput, match="this is no JSON: Expecting ',' delimiter") as caught:
        read_script('{\n  "rules": [\n    {"then": {"text": "a"}}\n    {"then": {"text": "b"}}\n  ]\n}')
    assert caught.value.field == "line 4"


def test_the_first_rule_that_fits_and_is_not_used_up_applies(double: BedrockServer, client: Any) -> None:
    rules = [
        {"when": {"contains": "TYRE"}, "then": {"text": "once"}, "times": 1},
        {"when": {"model": "nova"}, "then": {"text": "another model"}},
        {"when": {"tool": "book"}, "then": {"text": "tool"}},
        {"when": {"operation": "ConverseStream"}, "then": {"text": "stream"}},
        {"when": {"contains": "tyre"}, "then": {"text": "always"}},
    ]
    double.book.replace(json.dumps({"rules": rules}))
    assert [text_of(client.converse(**asking("tyres?"))) for _ in range(3)] == ["once", "always", "always"]
    assert text_of(client.converse(**asking("tyres?", toolConfig=tools("book")))) == "tool"
    assert text_of(client.converse(**asking("tyres?") | {"modelId": "amazon.nova-lite-v1:0"})) == "another model"
    assert text_of(client.converse(**asking("?"))).startswith("(scripted answer)")


def test_only_the_last_message_of_the_user_is_looked_at(double: BedrockServer, client: Any) -> None:
    double.book.replace(json.dumps({"rules": [{"when": {"contains": "tyre"}, "then": {"text": "x"}}]}))
    messages = [
        {"role": "user", "content": [{"text": "tyre"}]},
        {"role": "assistant", "content": [{"text": "tyre"}]},
        {"role": "user", "content": [{"text": "thanks"}]},
    ]
    assert text_of(client.converse(modelId=asking()["modelId"], messages=messages)) != "x"


def test_a_refused_request_uses_no_rule_up(double: BedrockServer, client: Any) -> None:
    double.book.replace('{"then": {"text": "once"}, "times": 1}')
    with pytest.raises(ClientError):
        client.converse(**asking(" "))
    assert text_of(client.converse(**asking())) == "once"


def test_a_file_is_read_again_when_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "script.json"
    file.write_text('{"then": {"text": "before"}, "times": 1}')
    with BedrockServer(0, ScriptBook(file)) as double:
        client = client_of(double)
        assert text_of(client.converse(**asking())) == "before"
        file.write_text('{"then": {"text": "after it"}}')
        assert text_of(client.converse(**asking())) == "after it"
        file.write_text('{"then": {"txt": "broken"}}')
        with pytest.raises(ClientError, match=r"script.json: rules.0.then.txt: Extra inputs"):
            client.converse(**asking())
        file.write_text('{"then": {"text": "mended"}}')
        assert text_of(client.converse(**asking())) == "mended"
        client.close()


@pytest.mark.parametrize(("content", "said"), [(None, "cannot be read"), ('{"rules": 1}', "rules: ")])
def test_a_server_does_not_start_with_a_script_that_is_none(tmp_path: Path, content: str | None, said: str) -> None:
    file = tmp_path / "script.json"
    if content is not None:
        file.write_text(content)
    with pytest.raises(ConfigurationError, match=f"script.json.*{said}"):
        ScriptBook(file)


def control(double: BedrockServer, method: str, path: str, body: str = "") -> tuple[int, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", double.server_port, timeout=20)
    connection.request(method, path, body)
    response = connection.getresponse()
    found = response.status, json.loads(response.read())
    connection.close()
    return found


def test_a_script_is_set_and_dropped_while_the_server_runs(double: BedrockServer, client: Any) -> None:
    assert control(double, "PUT", "/script", '{"then": {"text": "set"}}') == (200, {})
    assert text_of(client.converse(**asking())) == "set"
    status, problem = control(double, "PUT", "/script", '{"then": {"cut_at": "soon"}}')
    assert (status, problem["field"]) == (400, "rules.0.then.cut_at")
    assert text_of(client.converse(**asking())) == "set", "what is refused changes nothing"
    assert control(double, "DELETE", "/script") == (200, {})
    assert text_of(client.converse(**asking())).startswith("(scripted answer)")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ("[" * 100_000, "line 1"),
        ('{"then": {}}\n' + "[" * 100_000, "line 2"),
        ('{"times": ' + "9" * 5_000 + "}", "line 1"),
        ("[]", "script"),
    ],
)
def test_whatever_is_sent_as_a_script_is_answered(double: BedrockServer, body: str, field: str) -> None:
    status, problem = control(double, "PUT", "/script", body)
    assert (status, problem["field"]) == (400, field)
    assert problem["message"]


def test_an_empty_script_has_no_rules(double: BedrockServer, client: Any) -> None:
    double.book.replace('{"then": {"text": "set"}}')
    assert control(double, "PUT", "/script") == (200, {})
    assert text_of(client.converse(**asking())).startswith("(scripted answer)")


def test_a_request_that_is_nested_too_deeply_is_refused(double: BedrockServer) -> None:
    path, headers = f"/model/{asking()['modelId']}/converse", {"Authorization": "any"}
    connection = http.client.HTTPConnection("127.0.0.1", double.server_port, timeout=20)
    connection.request("POST", path, "[" * 100_000, headers)
    assert connection.getresponse().status == 400
    connection.close()


def test_requests_are_told_and_forgotten(double: BedrockServer, client: Any) -> None:
    client.converse(**asking("hello"))
    status, asked = control(double, "GET", "/requests")
    assert (status, [one["operation"] for one in asked]) == (200, ["Converse"])
    assert "Authorization" not in json.dumps(asked)
    assert control(double, "DELETE", "/requests") == (200, {})
    assert control(double, "GET", "/requests") == (200, [])
    assert control(double, "GET", "/health") == (200, {})
    assert control(double, "GET", "/elsewhere")[0] == 404
