"""Errors of DynamoDB, and what is tried again."""

from collections.abc import Callable

import botocore.httpsession
import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import EndpointConnectionError
from moto.core.botocore_stubber import MockRawResponse

from contracts.conversation import SiteKey
from contracts.deadline import within
from contracts.errors import ConversationBusy, Unavailable
from contracts.ids import new_id
from contracts.turn import TurnRequest
from store.customers import find_customer, save_customer
from store.sessions import find_session, save_session
from store.site_keys import find_site_key, save_site_key
from store.turns import claim_turn
from tests.unit import builders
from tests.unit.aws import TABLES, connect_store, drop_table

CALLS: dict[str, Callable[[], object]] = {
    "find customer": lambda: find_customer("cust-1"),
    "save customer": lambda: save_customer(builders.customer()),
    "find session": lambda: find_session("c1"),
    "save session": lambda: save_session(builders.session()),
    "find key": lambda: find_site_key("0" * 64),
    "save key": lambda: save_site_key("0" * 64, SiteKey(tenant="demo", name="page", kind="secret")),
    "claim turn": lambda: claim_turn("c1", "demo", TurnRequest(text="hello", client_turn_id="1"), new_id()),
}


@pytest.mark.usefixtures("tables")
@pytest.mark.parametrize("name", CALLS)
def test_an_error_of_dynamodb_becomes_unavailable_with_its_code(name: str) -> None:
    for table in TABLES:
        drop_table(table)
    with pytest.raises(Unavailable, match="dynamodb did not answer: ResourceNotFoundException") as caught:
        CALLS[name]()
    assert (caught.value.dependency, caught.value.code) == ("dynamodb", "ResourceNotFoundException")


@pytest.fixture
def real_clients(pauses: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    """Clients that would leave this machine, if what they send were not caught. They try again without pauses."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "unit")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "unit")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    connect_store()


@pytest.mark.usefixtures("real_clients")
@pytest.mark.parametrize("name", CALLS)
def test_a_lost_connection_becomes_unavailable(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def send(self: object, request: AWSPreparedRequest) -> AWSResponse:
        raise EndpointConnectionError(endpoint_url=request.url)

    monkeypatch.setattr(botocore.httpsession.URLLib3Session, "send", send)
    with pytest.raises(Unavailable) as caught:
        CALLS[name]()
    assert "amazonaws" not in str(caught.value)


@pytest.mark.usefixtures("real_clients")
def test_throttling_is_tried_again_and_then_unavailable_with_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = 0

    def send(self: object, request: AWSPreparedRequest) -> AWSResponse:
        nonlocal sent
        sent += 1
        body = b'{"__type": "com.amazonaws.dynamodb.v20120810#ThrottlingException", "message": "slow"}'
        return AWSResponse(request.url, 400, HTTPHeaders(), MockRawResponse(body))

    monkeypatch.setattr(botocore.httpsession.URLLib3Session, "send", send)
    with pytest.raises(Unavailable) as caught:
        find_session("c1")
    assert caught.value.code == "ThrottlingException"
    assert sent > 1


NOTHING = b'{"Items": [], "Count": 0, "ScannedCount": 0}'
CANCELLED = """{"__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
    "CancellationReasons": [{"Code": "%s", "Message": "busy"}, {"Code": "None"}], "message": "busy"}"""


def cancel(monkeypatch: pytest.MonkeyPatch, code: str, times: int) -> list[str]:
    """Let DynamoDB cancel the first transactions for this reason; gives those that were sent."""
    sent = list[str]()

    def send(self: object, request: AWSPreparedRequest) -> AWSResponse:
        if b".Query" in request.headers["X-Amz-Target"]:  # which position is the next one
            return AWSResponse(request.url, 200, HTTPHeaders(), MockRawResponse(NOTHING))
        sent.append(str(request.headers["X-Amz-Target"]))
        status, body = (400, (CANCELLED % code).encode()) if len(sent) <= times else (200, b"{}")
        return AWSResponse(request.url, status, HTTPHeaders(), MockRawResponse(body))

    monkeypatch.setattr(botocore.httpsession.URLLib3Session, "send", send)
    return sent


@pytest.mark.usefixtures("real_clients")
@pytest.mark.parametrize("code", ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"])
def test_a_claim_that_others_are_in_the_way_of_is_tried_again(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = cancel(monkeypatch, code, times=6)
    assert claim_turn("c1", "demo", TurnRequest(text="hello", client_turn_id="1"), new_id()).mine
    assert len(sent) == 7


@pytest.mark.usefixtures("real_clients")
@pytest.mark.parametrize(
    ("code", "error"),
    [
        pytest.param("TransactionConflict", ConversationBusy, id="others write the same"),
        pytest.param("ThrottlingError", Unavailable, id="the table is slow"),
    ],
)
def test_a_claim_is_given_up_when_time_is_up_and_says_whether_others_or_the_table_were_in_the_way(
    code: str, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = cancel(monkeypatch, code, times=100_000)
    with within(0.3), pytest.raises(error) as caught:
        CALLS["claim turn"]()
    assert getattr(caught.value, "code", code) == code
    assert len(sent) > 1


@pytest.mark.usefixtures("real_clients")
def test_a_claim_that_can_never_be_written_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = cancel(monkeypatch, "ValidationError", times=1)
    with pytest.raises(Unavailable):
        CALLS["claim turn"]()
    assert len(sent) == 1
