"""What an operator says of people at the desk."""

import json
import sys
from pathlib import Path

import pytest

from contracts.errors import InvalidInput, Unavailable
from contracts.policy import CRISIS_QUEUE, FALLBACK_QUEUE
from infra.local.demo import STAFF
from infra.package import ROOT
from infra.staff import disable, main, read_staff, save_member
from infra.user_pool import UserPool
from store.staff import find_staff
from tests.unit.aws import client, physical, refuse
from tests.unit.user_pool import ANNA, Pool, create_pool

pytestmark = pytest.mark.usefixtures("tables")


@pytest.fixture
def pool(tables: None) -> Pool:
    return create_pool()


def run(monkeypatch: pytest.MonkeyPatch, pool: Pool, *words: str) -> int:
    where = ["--pool", pool.pool_id, "--table", physical("Gateway")]
    monkeypatch.setattr(sys, "argv", ["infra.staff", *words, *where])
    return main()


def written(folder: Path, *people: object) -> str:
    path = folder / "staff.json"
    path.write_text(json.dumps(people))
    return str(path)


def test_the_demo_has_agents_a_supervisor_and_an_admin_who_take_from_every_queue_between_them() -> None:
    staff = read_staff(STAFF)
    assert {member.staff_id: member.role for member in staff} == {
        "anna": "agent",
        "ben": "agent",
        "sam": "supervisor",
        "ada": "admin",
    }
    assert staff[0].skills.languages == {"de": 5, "en": 4}
    assert staff[1].skills.languages == {"en": 5, "es": 4, "fr": 3}
    intents = json.loads((ROOT / "agents" / "intent" / "catalogue.json").read_text(encoding="utf-8"))
    queues = {intent["owner"] for intent in intents} - {"none"} | {CRISIS_QUEUE, FALLBACK_QUEUE}
    assert {queue for member in staff for queue in member.skills.topics} == queues


def test_somebody_new_gets_a_user_a_role_a_record_and_a_password_that_is_shown_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], pool: Pool, tmp_path: Path
) -> None:
    file = written(tmp_path, ANNA.model_dump(mode="json"))
    assert run(monkeypatch, pool, "save", file) == 0
    name, _, password = capsys.readouterr().out.strip().partition(": ")
    assert (name, len(password)) == ("anna", 24)
    stored = find_staff("anna")
    assert stored is not None
    assert (stored.tenant, stored.skills) == (ANNA.tenant, ANNA.skills)
    assert pool.users.state("anna") == "agent"
    user = client("cognito-idp").admin_get_user(UserPoolId=pool.pool_id, Username="anna")
    assert user["UserStatus"] == "FORCE_CHANGE_PASSWORD"
    told = {attribute["Name"]: attribute["Value"] for attribute in user["UserAttributes"]}
    assert (told["custom:tenant"], told["custom:region"]) == (ANNA.tenant, ANNA.region)
    assert run(monkeypatch, pool, "save", file) == 0
    assert capsys.readouterr().out == "anna: replaced\n"


def test_who_is_replaced_has_the_new_role_alone_and_signs_in_anew(pool: Pool) -> None:
    save_member(pool.users, ANNA)
    before = find_staff("anna")
    save_member(pool.users, ANNA.changed(role="supervisor", region="eu-west-1"))
    after = find_staff("anna")
    assert pool.users.state("anna") == "supervisor"
    assert before is not None
    assert after is not None
    assert (after.region, after.valid_from >= before.valid_from > 0) == ("eu-west-1", True)


def test_who_is_disabled_can_sign_in_no_more_until_they_are_saved_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], pool: Pool
) -> None:
    save_member(pool.users, ANNA)
    assert run(monkeypatch, pool, "disable", "anna") == 0
    assert run(monkeypatch, pool, "list") == 0
    assert capsys.readouterr().out == "anna\tagent, disabled\tharbour\tus-east-1\tAnna Keller\n"
    save_member(pool.users, ANNA)
    assert pool.users.state("anna") == "agent"


def test_a_record_without_a_user_is_listed_as_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], pool: Pool
) -> None:
    save_member(pool.users, ANNA)
    client("cognito-idp").admin_delete_user(UserPoolId=pool.pool_id, Username="anna")
    run(monkeypatch, pool, "list")
    assert capsys.readouterr().out.startswith("anna\tnot in the pool\t")


def test_nobody_is_disabled_who_is_not_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], pool: Pool
) -> None:
    assert run(monkeypatch, pool, "disable", "nobody") == 1
    assert capsys.readouterr().err == "error: there is no nobody\n"
    with pytest.raises(InvalidInput):
        disable(pool.users, "nobody")


def test_what_aws_refuses_is_named(monkeypatch: pytest.MonkeyPatch, pool: Pool) -> None:
    with pytest.raises(Unavailable, match="ResourceNotFoundException"):
        save_member(UserPool(client("cognito-idp"), "us-east-1_Nowhere00"), ANNA)
    save_member(pool.users, ANNA)
    refuse(monkeypatch, "AdminGetUser", "AccessDeniedException")
    with pytest.raises(Unavailable, match="AccessDeniedException"):
        pool.users.state("anna")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"role": "owner"}, "0.role"),
        ({"staff_id": "Anna"}, "0.staff_id"),
        ({"staff_id": "anna#1"}, "0.staff_id"),
        ({"name": ""}, "0.name"),
        ({"region": "Frankfurt"}, "0.region"),
        ({"skills": {"languages": {"de": 6}}}, "0.skills.languages.de"),
        ({"skills": {"language": {"de": 5}}}, "0.skills.language"),
        ({"capacity": {"chat": -1}}, "0.capacity.chat"),
        ({"shift": "late"}, "0.shift"),
        ({"tenant": "Harbour Ltd"}, "tenant"),
    ],
)
def test_a_slip_of_the_pen_is_named_and_nobody_is_created(
    tmp_path: Path, changed: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_staff(Path(written(tmp_path, ANNA.model_dump(mode="json") | changed)))
    assert caught.value.field == field


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"nowhere\.json"):
        read_staff(tmp_path / "nowhere.json")
