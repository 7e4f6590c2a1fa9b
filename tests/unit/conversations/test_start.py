"""Starting a conversation."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from contracts.conversation import ConversationStarted, StartConversation
from contracts.errors import InvalidInput, Unauthenticated
from contracts.tenant import Contact, Tenant
from conversations.policy import CONVERSATION_TOKEN_HOURS
from conversations.start import start_conversation
from gateway.authorize import Caller
from gateway.credentials import conversation_of, fingerprint
from handlers.wiring.conversations import SESSIONS
from languages.served import SERVED_LANGUAGES
from store.customers import find_customer, save_customer
from store.sessions import find_session
from store.tenants import find_tenant, save_tenant
from tests.unit import builders
from tests.unit.aws import stored

pytestmark = pytest.mark.usefixtures("tables")
PAGE = Caller(kind="publishable", tenant="demo")
SERVER = Caller(kind="secret", tenant="demo")


def start(caller: Caller = PAGE, **wanted: Any) -> ConversationStarted:
    return start_conversation(caller, StartConversation.model_validate(wanted), SESSIONS, find_customer, find_tenant)


def test_a_conversation_starts_with_a_token_that_opens_it_and_is_not_stored() -> None:
    started = start()
    session = find_session(started.conversation_id)
    assert session is not None
    assert conversation_of(started.token) == started.conversation_id
    assert session.token_sha256 == fingerprint(started.token)
    assert session.tenant == "demo"
    assert started.token not in str(stored("Sessions"))
    assert started.token.rsplit("_", 1)[1] not in str(stored("Sessions"))


def test_a_conversation_knows_from_its_start_how_to_reach_people() -> None:
    tenant = Tenant(contacts={"others": Contact(phone="020 7946 0100")})
    save_tenant("demo", tenant)
    session = find_session(start().conversation_id)
    assert session is not None
    assert session.contacts == tenant.contacts


def test_a_token_lives_as_long_as_it_says() -> None:
    lives = start().expires_at - datetime.now(UTC)
    assert timedelta(hours=CONVERSATION_TOKEN_HOURS) - lives < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("language", "word"), [("en", "Hello"), ("de", "Hallo"), ("fr", "Bonjour"), ("es", "Hola"), ("it", "Buongiorno")]
)
def test_a_conversation_greets_and_suggests_in_its_language(language: str, word: str) -> None:
    started = start(language=language)
    assert started.greeting.startswith(word)
    assert len(started.suggestions) == 3
    assert started.language == language


def test_a_language_without_phrases_greets_in_english() -> None:
    assert (start(language="pt").language, start(language="pt").greeting[:5]) == ("en", "Hello")


@pytest.mark.parametrize("language", ["pt", "nl", "ja", "sw", "zu", "aa"])
def test_any_language_that_there_is_may_be_named(language: str) -> None:
    assert StartConversation(language=language).language == language


@pytest.mark.parametrize(
    "language", ["xx", "zz", "qq", "ax", "EN", "de-AT", "deu", "english", "", "d", "de ", "\u0430b"]
)
def test_a_language_that_does_not_exist_is_refused_by_its_field(language: str) -> None:
    with pytest.raises(ValidationError) as caught:
        StartConversation(language=language)
    [fault] = caught.value.errors()
    assert (fault["loc"], fault["msg"]) == (
        ("language",),
        "Value error, is no ISO 639-1 code of a language, such as en or de",
    )


def test_every_language_that_we_answer_in_exists() -> None:
    assert [StartConversation(language=code).language for code in SERVED_LANGUAGES] == list(SERVED_LANGUAGES)


def test_only_a_server_may_name_a_customer_whose_country_is_remembered() -> None:
    save_customer(builders.customer(country="DE"))
    session = find_session(start(SERVER, customer_id="cust-1").conversation_id)
    assert session is not None
    assert (session.customer_id, session.country) == ("cust-1", "DE")
    with pytest.raises(InvalidInput, match="secret site key") as caught:
        start(PAGE, customer_id="cust-1")
    assert caught.value.field == "customer_id"


def test_a_customer_of_another_tenant_is_as_unknown_as_none() -> None:
    save_customer(builders.customer(tenant="other"))
    said = []
    for customer_id in ("cust-1", "cust-nobody"):
        with pytest.raises(InvalidInput) as caught:
            start(SERVER, customer_id=customer_id)
        said.append(str(caught.value))
    assert said[0] == said[1]
    assert stored("Sessions") == []


def test_a_conversation_token_does_not_start_another_conversation() -> None:
    with pytest.raises(Unauthenticated, match="site key"):
        start(Caller(kind="conversation", tenant="demo", conversation_id="c1"))


def test_only_a_server_may_ask_for_findings_and_the_session_remembers_it() -> None:
    session = find_session(start(SERVER, scopes=["findings", "findings"]).conversation_id)
    assert session is not None
    assert session.scopes == ("findings",)
    with pytest.raises(InvalidInput, match="secret site key") as caught:
        start(PAGE, scopes=["findings"])
    assert caught.value.field == "scopes"
    plain = find_session(start(SERVER).conversation_id)
    assert plain is not None
    assert plain.scopes == ()


def test_a_scope_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValidationError, match=r"scopes\.1"):
        start(SERVER, scopes=["findings", "everything"])
