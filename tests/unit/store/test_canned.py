"""Canned replies of tenants, over DynamoDB in moto."""

from collections.abc import Callable
from typing import Any

import pytest

from contracts.canned import CannedReply, CannedText
from store.canned import read_canned, save_canned
from store.tables import DeskItem

pytestmark = pytest.mark.usefixtures("tables")


def reply(name: str, text: str = "Hello {first_name}.") -> CannedReply:
    return CannedReply(name=name, tags=("start",), languages={"en": CannedText(title="Hello", text=text)})


def test_a_tenant_has_the_replies_that_were_saved_last_and_no_others() -> None:
    save_canned("demo", [reply("hello"), reply("goodbye")])
    save_canned("another", [reply("theirs")])
    save_canned("demo", [reply("hello", "Hi."), reply("new")])
    assert read_canned("demo") == [reply("hello", "Hi."), reply("new")]
    assert read_canned("another") == [reply("theirs")]
    assert read_canned("nobody") == []


def test_one_that_cannot_be_read_is_left_out_and_one_of_a_later_version_is_read(
    logged: Callable[[], list[dict[str, Any]]],
) -> None:
    DeskItem("replies#demo", "broken", record={"name": "broken", "languages": {"en": "Hello"}}).save()
    DeskItem("replies#demo", "later", record=reply("later").model_dump(mode="json") | {"colour": "blue"}).save()
    assert read_canned("demo") == [reply("later")]
    assert [(line["record"], line["field"]) for line in logged()] == [("broken", "languages")]
