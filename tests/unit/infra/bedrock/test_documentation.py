"""The page about scripts: its example works, and it names every field."""

import re
from pathlib import Path
from typing import Any, Final

import pytest
from botocore.exceptions import ClientError

from infra.bedrock.script import Then, When
from infra.bedrock.server import BedrockServer
from tests.unit.infra.bedrock.clients import asking, deltas, streamed, text_of, tools

PAGE: Final = (Path(__file__).parents[4] / "docs" / "bedrock.md").read_text(encoding="utf-8")


def test_the_example_works_as_it_stands(double: BedrockServer, client: Any) -> None:
    (script,) = re.findall(r"```json\n(.*?)```", PAGE, flags=re.DOTALL)
    double.book.replace(script)
    with pytest.raises(client.exceptions.ThrottlingException):
        client.converse(**asking("Tyres?"))
    assert "".join(deltas(streamed(client.converse_stream(**asking("Tyres?"))))).endswith("cold. [1]")
    booking = client.converse(**asking("Monday?", toolConfig=tools("book_service")))
    assert booking["output"]["message"]["content"][1]["toolUse"]["input"] == {"day": "Monday"}
    with pytest.raises(ClientError, match="ModelStreamErrorException"):
        client.converse(**asking("How long?"))
    assert text_of(client.converse(**asking("Other?"))).startswith("(scripted answer)")


@pytest.mark.parametrize("field", [*When.model_fields, *Then.model_fields])
def test_every_field_is_described(field: str) -> None:
    assert re.search(rf"^\|[^|]*`{field}`", PAGE, flags=re.MULTILINE)
