"""`python -m agents`."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from agents import __main__ as command

pytestmark = pytest.mark.usefixtures("small_knowledge_base")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: str, stdin: str | bytes = "") -> tuple[int, list[dict[str, Any]], str]:
        monkeypatch.setattr("sys.argv", ["agents", *arguments])
        monkeypatch.setattr(
            "sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode() if isinstance(stdin, str) else stdin))
        )
        code = command.main()
        shown = capsys.readouterr()
        found = [json.loads(line) for line in shown.out.splitlines()] if "--jsonl" in arguments else []
        return code, found or ([json.loads(shown.out)] if shown.out and "--jsonl" not in arguments else []), shown.err

    return run


def test_one_text_gives_one_finding(run: Any) -> None:
    code, [found], _ = run("intent", "I want to book a service")
    assert code == 0
    assert found["intent"] == "book_service"


def test_lines_give_findings_in_their_order(run: Any) -> None:
    texts = ["I want to book a service", "hello", "Quiero hablar con una persona", "where is the car I ordered"]
    lines = "\n\n".join(json.dumps({"text": text, "conversation": 7}) for text in texts) + "\n"
    code, found, _ = run("intent", "--jsonl", stdin=lines)
    assert code == 0
    assert [line["intent"] for line in found] == ["book_service", "small_talk", "speak_to_person", "order_status"]


@pytest.mark.parametrize("bad", ["not json", '{"language": "en"}', '{"text": 7}', "[]"])
def test_a_bad_line_ends_the_run_with_code_2_after_the_good_ones(run: Any, bad: str) -> None:
    code, found, errors = run("intent", "--jsonl", stdin=f'{{"text": "hello"}}\n{bad}\n{{"text": "hello"}}\n')
    assert code == 2
    assert len(found) == 1
    assert "input is not as expected" in errors


def test_a_line_that_is_not_utf8_is_bad_input(run: Any) -> None:
    code, found, errors = run("intent", "--jsonl", stdin=b'{"text": "caf\xe9"}\n')
    assert (code, found) == (2, [])
    assert "input is not as expected" in errors


def test_a_reply_is_made_from_the_findings_of_all_agents(run: Any) -> None:
    code, [found], _ = run("response", "What does the red brake light mean?", "--customer", "cust-greta")
    assert code == 0
    assert found["text"].startswith("Hello Greta. ")
    assert found["citations"][0]["source"] == "warning-lights/brake-system.md"


def test_the_language_of_a_line_is_the_language_of_its_reply(run: Any) -> None:
    line = json.dumps({"text": "Quiero hablar con una persona", "language": "es"})
    code, [found], _ = run("response", "--jsonl", stdin=line)
    assert code == 0
    assert found["language"] == "es"
    assert "atención al cliente" in found["text"]


def test_a_demo_customer_is_found_by_id(run: Any) -> None:
    _, [alex], _ = run("personalization", "is my car due?", "--customer", "cust-alex")
    _, [nobody], _ = run("personalization", "is my car due?", "--customer", "cust-nobody")
    assert (alex["identified"], alex["vehicle"]["model"]) == (True, "Kite")
    assert nobody["identified"] is False


def test_a_demo_customer_is_told_of_the_demo_recall_and_the_demo_plan(run: Any) -> None:
    _, [greta], _ = run("personalization", "is there a recall?", "--customer", "cust-greta")
    sources = [item["source"] for item in greta["due"]]
    assert sources[0] == "recall VD-26-03"
    assert "service plan veldra-2026" in sources
    assert greta["unchecked"] == []


def test_every_demo_customer_can_be_read() -> None:
    people = json.loads(command.CUSTOMERS.read_text(encoding="utf-8"))
    for entry in people:
        found = command.demo_customer(entry["customer_id"])
        assert found is not None
        assert found.demo is True
    assert len(people) >= 4


@pytest.mark.parametrize("arguments", [["intent"], ["intent", "hello", "--jsonl"], ["unknown", "hello"]])
def test_arguments_that_make_no_sense_are_refused(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["agents", *arguments])
    with pytest.raises(SystemExit) as caught:
        command.main()
    assert caught.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_documents_that_are_not_there_end_the_run_with_code_1(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "DOCUMENTS", tmp_path / "none")
    monkeypatch.setattr(command, "INDEX_FOLDER", tmp_path / "index")
    code, found, errors = run("knowledge", "hello")
    assert (code, found) == (1, [])
    assert "holds no documents" in errors


def test_a_follow_up_is_understood_from_what_was_said_before(run: Any) -> None:
    asked = {"author": "customer", "text": "What does the warranty of my Kite cover?"}
    said = [asked, {"author": "bot", "text": "The warranty covers faults of material for three years."}]
    line = json.dumps({"text": "and for the other car?", "conversation": said})
    code, found, _ = run("intent", "--jsonl", stdin=line)
    assert code == 0
    assert (found[0]["intent"], found[0]["follow_up"]) == ("warranty", True)
