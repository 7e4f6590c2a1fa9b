"""Sessions, written only at the version that was read."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from contracts.deadline import within
from contracts.errors import ConversationBusy, NotFound
from contracts.models import ModelPolicy
from contracts.session import Dialogue, Person, Session
from contracts.tenant import Contact
from store.policy import CONVERSATION_RETENTION_DAYS
from store.sessions import change_session, find_session, save_session
from store.tables import SessionItem
from tests.unit import builders
from tests.unit.aws import refuse, stored, stored_session

pytestmark = pytest.mark.usefixtures("tables")


def test_a_stored_session_is_read_back_whole() -> None:
    closed = datetime(2026, 6, 1, 12, 30, tzinfo=UTC)
    dialogue = Dialogue(holder="queue", queue="sales", priority=2, last_intent="sales", angry_turns=1, turns=4)
    session = builders.session(customer_id="cust-1", country="DE", language="de", closed_at=closed, dialogue=dialogue)
    contacts = {"others": Contact(phone="020 7946 0100", hours={"en": "at any hour"})}
    session = session.changed(scopes=("findings",), contacts=contacts, models=ModelPolicy(leave_home=True))
    session = session.changed(region="eu-west-1", person=Person(staff_id="anna", name="Anna"), episode=2)
    untried = {name for name, field in Session.model_fields.items() if getattr(session, name) == field.default}
    assert untried == {"version"}
    assert save_session(session)
    assert stored_session() == session.changed(version=1)


def test_a_scope_of_a_later_version_gives_nothing_and_closes_no_session() -> None:
    save_session(builders.session(scopes=("findings",)))
    item = SessionItem.get("c1")
    item.scopes = ["takeover", "findings"]
    item.save()
    assert stored_session().scopes == ("findings",)


def test_an_unknown_session_is_none() -> None:
    assert find_session("nobody") is None


def test_a_new_session_does_not_overwrite_one_with_its_id() -> None:
    assert save_session(builders.session(language="de"))
    assert not save_session(builders.session(language="fr"))
    assert stored_session().language == "de"


def test_a_session_that_was_changed_meanwhile_is_not_overwritten() -> None:
    save_session(builders.session())
    mine, theirs = stored_session(), stored_session()
    assert save_session(theirs.changed(language="fr"))
    assert not save_session(mine.changed(language="es"))
    assert (stored_session().language, stored_session().version) == ("fr", 2)


def test_a_change_is_applied_to_what_another_writer_wrote_meanwhile() -> None:
    save_session(builders.session())
    stale = stored_session()
    save_session(stored_session().changed(language="fr"))
    changed = change_session(stale, builders.with_turn)
    assert (changed.language, changed.dialogue.turns) == ("fr", 1)
    assert (stored_session().language, stored_session().dialogue.turns) == ("fr", 1)


def test_no_change_is_lost_when_several_read_the_same_version() -> None:
    save_session(builders.session())
    read_together = [stored_session() for _ in range(20)]
    with ThreadPoolExecutor(20) as threads:
        list(threads.map(lambda session: change_session(session, builders.with_turn), read_together))
    assert stored_session().dialogue.turns == 20


@pytest.mark.usefixtures("pauses")
def test_a_change_that_loses_the_race_five_times_is_written_once() -> None:
    save_session(builders.session())
    tries = 0

    def overtaken(session: Session) -> Session:
        nonlocal tries
        tries += 1
        if tries <= 5:
            save_session(builders.with_turn(stored_session()))
        return session.changed(language="es")

    change_session(stored_session(), overtaken)
    assert (tries, stored_session().language, stored_session().dialogue.turns) == (6, "es", 5)


def test_a_change_waits_for_a_transaction_that_writes_the_session_at_this_instant(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    save_session(builders.session())
    refused = refuse(monkeypatch, "PutItem", "TransactionConflictException", times=2)
    change_session(stored_session(), builders.with_turn)
    assert (len(refused), stored_session().dialogue.turns) == (2, 1)


def test_a_session_that_keeps_moving_is_given_up_when_time_is_up_since_others_were_first() -> None:
    save_session(builders.session())
    tries = 0

    def overtaken(session: Session) -> Session:
        nonlocal tries
        tries += 1
        save_session(builders.with_turn(stored_session()))
        return session.changed(language="es")

    with within(0.3), pytest.raises(ConversationBusy):
        change_session(stored_session(), overtaken)
    assert tries > 1
    assert stored_session().language == "en"


def test_a_session_that_has_expired_meanwhile_is_given_up() -> None:
    with pytest.raises(NotFound):
        change_session(builders.session(version=3), builders.with_turn)
    assert find_session("c1") is None


def test_a_session_expires_after_the_retention_time_and_changes_do_not_prolong_it() -> None:
    created = datetime(2026, 6, 1, tzinfo=UTC)
    save_session(builders.session(created_at=created))
    change_session(stored_session(), builders.with_turn)
    [item] = stored("Sessions")
    assert int(item["expires_at"]["N"]) == (created + timedelta(days=CONVERSATION_RETENTION_DAYS)).timestamp()
