"""Calls of the API, and what its refusals mean."""

from collections.abc import Mapping

import pytest

from contracts.desk_api import DeskSeen
from tests.unit.ui.cockpit.recorded import URL, Recorded, example
from ui.cockpit.api import Api, failed
from ui.cockpit.errors import CallFailed, NotReached, Refused, SignInNeeded


def answering(status: int, content: bytes) -> Api:
    """An API that always answers the same."""

    def send(method: str, url: str, body: str | None, headers: Mapping[str, str]) -> tuple[int, bytes]:
        return status, content

    return Api(URL, send)


def test_an_answer_is_read_by_its_contract() -> None:
    assert Api(URL, Recorded().send).call("GET", "/desk", DeskSeen, "access-1") == DeskSeen.model_validate(
        example("readDesk")
    )


def test_a_field_of_a_later_version_is_left_out() -> None:
    later = DeskSeen.model_validate(example("readDesk")).model_dump_json()[:-1] + ', "weather": "fine"}'
    assert answering(200, later.encode()).call("GET", "/desk", DeskSeen)


def test_an_answer_that_is_none_is_not_shown_to_anybody() -> None:
    with pytest.raises(NotReached) as raised:
        answering(200, b'{"secret": "words"}').call("GET", "/desk", DeskSeen)
    assert "words" not in str(raised.value)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(401, SignInNeeded), (403, Refused), (409, Refused), (422, Refused), (429, NotReached), (503, NotReached)],
)
def test_each_refusal_is_one_kind_of_error(status: int, kind: type[CallFailed]) -> None:
    assert type(failed(status, b'{"type": "urn:curbside:problem:taken", "detail": "somebody has it"}')) is kind


def test_a_refusal_says_why_in_the_words_of_the_api() -> None:
    error = failed(409, b'{"type": "urn:curbside:problem:taken", "detail": "somebody has it"}')
    assert isinstance(error, Refused)
    assert (error.kind, str(error)) == ("taken", "somebody has it")


def test_a_page_of_a_proxy_is_a_refusal_too() -> None:
    assert isinstance(failed(502, b"<html>Bad gateway</html>"), NotReached)
