"""The command: one text, lines, and lines that are wrong."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from evaluation import personal_data
from privacy import __main__ as command

TEXT = "I'm Anna Weber, call me on 0170 1234567"


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str, stdin: bytes = b"") -> int:
    monkeypatch.setattr("sys.argv", ["privacy", *arguments])
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="ascii"))
    return command.main()


def test_one_text_is_answered_with_its_mask_and_spans(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    assert run(monkeypatch, TEXT) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["text"] == TEXT
    assert answer["masked"] == "I'm <person-1>, call me on <phone-1>"
    assert answer["spans"] == [
        {"start": 4, "end": 14, "type": "person"},
        {"start": 27, "end": 39, "type": "phone"},
    ]


def test_lines_are_answered_in_order_whatever_the_terminal_speaks(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    texts = ["Grüße, Jürgen Müller", "order 4711", "📞 06 12 34 56 78"]
    lines = [json.dumps({"text": text, "language": "fr"}, ensure_ascii=False) for text in texts]
    assert run(monkeypatch, "--jsonl", stdin="\n\n".join(lines).encode()) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["text"] for answer in answers] == texts
    assert [answer["masked"] for answer in answers] == ["Grüße, <person-1>", "order 4711", "📞 <phone-1>"]


def test_a_byte_order_mark_is_no_part_of_the_first_line(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    assert run(monkeypatch, "--jsonl", stdin=b'\xef\xbb\xbf{"text": "hello"}\n') == 0
    assert json.loads(capsys.readouterr().out)["text"] == "hello"


def test_a_terminal_without_unicode_gets_the_same_answer_in_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = io.TextIOWrapper(io.BytesIO(), encoding="ascii", write_through=True)
    monkeypatch.setattr("sys.stdout", shown)
    assert run(monkeypatch, "--jsonl", stdin='{"text": "Grüße 🚗"}'.encode()) == 0
    assert json.loads(shown.buffer.getvalue())["text"] == "Grüße 🚗"


@pytest.mark.parametrize("wrong", [b"no json", b'{"language": "en"}', b'{"text": 5}', b'"text"', b'{"text": "\xff"}'])
def test_a_wrong_line_is_named_by_its_number(monkeypatch: pytest.MonkeyPatch, capsys: Any, wrong: bytes) -> None:
    assert run(monkeypatch, "--jsonl", stdin=b'{"text": "hello"}\n\n' + wrong + b"\n") == 2
    output = capsys.readouterr()
    assert json.loads(output.out)["masked"] == "hello"
    assert "line 3" in output.err


@pytest.mark.parametrize("arguments", [(), ("text", "--jsonl")])
def test_a_text_and_lines_exclude_each_other(monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(monkeypatch, *arguments)


def test_evaluating_without_the_data_says_so(monkeypatch: pytest.MonkeyPatch, capfd: Any, tmp_path: Path) -> None:
    assert run(monkeypatch, "evaluate", "--data", str(tmp_path)) == 2
    assert "presidio_train.json" in capfd.readouterr().err


@pytest.mark.parametrize("content", ["{}", "[1]"])
def test_evaluating_with_data_of_another_form_says_so(capsys: Any, tmp_path: Path, content: str) -> None:
    (tmp_path / "presidio_train.json").write_text(content, encoding="utf-8")
    assert personal_data.main(["--data", str(tmp_path)]) == 2
    assert "presidio_train.json" in capsys.readouterr().err
