"""The user pool of staff: who gets in, for how long, and what nobody can change of themselves."""

from typing import get_args

import pytest

from contracts.staff import Skills, StaffRole
from infra.user_pool import new_password
from tests.unit.deployed import of_type, resource, statements, variables

POOL = resource("StaffPool")["Properties"]
CLIENT = resource("StaffClient")["Properties"]
ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/Staff.StaffPool"


def test_only_operators_make_users_and_reset_passwords() -> None:
    assert POOL["AdminCreateUserConfig"] == {"AllowAdminCreateUserOnly": True}
    assert POOL["AccountRecoverySetting"] == {"RecoveryMechanisms": [{"Name": "admin_only", "Priority": 1}]}
    assert POOL["UsernameConfiguration"] == {"CaseSensitive": False}


def test_a_password_is_long_and_of_whatever_one_likes() -> None:
    policy = POOL["Policies"]["PasswordPolicy"]
    assert policy["MinimumLength"] == 15
    assert not [name for name, needed in policy.items() if name.startswith("Require") and needed]
    assert len(new_password()) >= policy["MinimumLength"]
    assert policy["TemporaryPasswordValidityDays"] <= 3


def test_an_authenticator_app_may_be_used_and_no_text_message() -> None:
    assert (POOL["MfaConfiguration"], POOL["EnabledMfas"]) == ("OPTIONAL", ["SOFTWARE_TOKEN_MFA"])


def test_nobody_deletes_the_pool_by_mistake() -> None:
    pool = resource("StaffPool")
    assert pool["DeletionPolicy"] == pool["UpdateReplacePolicy"] == "Retain"
    assert POOL["DeletionProtection"] == "ACTIVE"


def test_there_is_a_group_for_each_role_and_none_besides() -> None:
    groups = [one["Properties"]["GroupName"] for one in of_type("AWS::Cognito::UserPoolGroup").values()]
    assert sorted(groups) == sorted(get_args(StaffRole))


def test_the_client_holds_no_secret_and_passwords_are_checked_through_our_function_alone() -> None:
    assert CLIENT["GenerateSecret"] is False
    assert set(CLIENT["ExplicitAuthFlows"]) == {"ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"}
    assert "AllowedOAuthFlows" not in CLIENT


def test_an_access_token_lives_ten_minutes_and_a_sign_in_a_working_day() -> None:
    assert (CLIENT["AccessTokenValidity"], CLIENT["RefreshTokenValidity"]) == (10, 12)
    units = CLIENT["TokenValidityUnits"]
    assert (units["AccessToken"], units["RefreshToken"]) == ("minutes", "hours")


def test_refresh_tokens_can_be_revoked_and_nobody_learns_who_exists() -> None:
    assert CLIENT["EnableTokenRevocation"] is True
    assert CLIENT["PreventUserExistenceErrors"] == "ENABLED"


def test_a_user_can_change_neither_tenant_nor_region_nor_anything_else_that_is_believed() -> None:
    assert [attribute["Name"] for attribute in POOL["Schema"]] == ["tenant", "region"]
    assert CLIENT["WriteAttributes"] == ["locale"], "an empty list would let users write every attribute"
    assert not set(Skills.model_fields) & set(CLIENT["WriteAttributes"])


def test_tokens_are_checked_alike_where_they_are_given_and_where_they_are_used() -> None:
    for function in ("Authorizer", "Staff"):
        told = variables(function)
        assert (told["STAFF_ISSUER"], told["STAFF_CLIENT"]) == (ISSUER, "Staff.StaffClient")
        assert told["JWKS_URL"] == f"{ISSUER}/.well-known/jwks.json"


@pytest.mark.parametrize("function", ["Authorizer", "Staff"])
def test_keys_may_lie_at_another_address_and_the_issuer_stays(function: str) -> None:
    told = variables(function, CognitoUrl="http://127.0.0.1:4600")
    assert told["JWKS_URL"] == "http://127.0.0.1:4600/Staff.StaffPool/.well-known/jwks.json"
    assert told["STAFF_ISSUER"] == ISSUER


def test_the_function_checks_passwords_signs_out_and_moves_the_end_of_sessions_and_may_do_nothing_else() -> None:
    cognito, records, cockpits, closing = statements("Staff")
    assert set(cognito["Action"]) == {
        "cognito-idp:AdminInitiateAuth",
        "cognito-idp:AdminRespondToAuthChallenge",
        "cognito-idp:AdminUserGlobalSignOut",
    }
    assert cognito["Resource"] == "Staff.StaffPool.Arn"
    assert set(records["Action"]) == {"dynamodb:GetItem", "dynamodb:UpdateItem"}
    assert records["Condition"] == {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["staff#*"]}}
    assert (cockpits["Action"], cockpits["Condition"]) == ("dynamodb:Query", records["Condition"])
    assert closing["Action"] == "execute-api:ManageConnections"
