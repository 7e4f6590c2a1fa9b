"""The user pool of staff, as operators change it: user names, roles, and who may sign in."""

import secrets
from collections.abc import Mapping
from typing import Any, Final

from botocore.exceptions import ClientError

from aws.errors import code_of, translated
from contracts.staff import StaffMember, StaffRole

_COGNITO: Final = "cognito"


def new_password() -> str:
    """A random password of 24 characters."""
    return secrets.token_urlsafe(18)


class UserPool:
    """The users of one pool. What AWS refuses is raised as `Unavailable`."""

    def __init__(self, cognito: Any, pool_id: str) -> None:
        self._cognito, self._pool = cognito, {"UserPoolId": pool_id}

    def put(self, member: StaffMember) -> str | None:
        """Create a user, or change and enable the one there is; returns the first password of a new one.

        The new one is asked for a password of their own at the first sign-in.
        """
        password = new_password()
        attributes = [{"Name": f"custom:{name}", "Value": getattr(member, name)} for name in ("tenant", "region")]
        user = self._user(member.staff_id)
        with translated(_COGNITO):
            try:
                self._cognito.admin_create_user(
                    **user, UserAttributes=attributes, TemporaryPassword=password, MessageAction="SUPPRESS"
                )
            except ClientError as error:
                if code_of(error) != "UsernameExistsException":
                    raise
                password = ""
                self._cognito.admin_update_user_attributes(**user, UserAttributes=attributes)
                self._cognito.admin_enable_user(**user)
        self._give_role(member.staff_id, member.role)
        return password or None

    def set_password(self, staff_id: str, password: str) -> None:
        """Give a user a password that stays."""
        with translated(_COGNITO):
            self._cognito.admin_set_user_password(**self._user(staff_id), Password=password, Permanent=True)

    def sign_out(self, staff_id: str) -> None:
        """Revoke all refresh tokens of a user."""
        with translated(_COGNITO):
            self._cognito.admin_user_global_sign_out(**self._user(staff_id))

    def disable(self, staff_id: str) -> None:
        """Let a user sign in no more."""
        with translated(_COGNITO):
            self._cognito.admin_disable_user(**self._user(staff_id))

    def state(self, staff_id: str) -> str:
        """What the pool says of a user: their role, or that they are disabled, without a role, or not there."""
        with translated(_COGNITO):
            try:
                enabled = self._cognito.admin_get_user(**self._user(staff_id))["Enabled"]
            except ClientError as error:
                if code_of(error) != "UserNotFoundException":
                    raise
                return "not in the pool"
        return ", ".join([*(self._roles(staff_id) or ["no role"]), *([] if enabled else ["disabled"])])

    def _give_role(self, staff_id: str, role: StaffRole) -> None:
        """Two roles would open nothing, so the old one goes before the new one comes."""
        with translated(_COGNITO):
            for other in self._roles(staff_id):
                if other != role:
                    self._cognito.admin_remove_user_from_group(**self._user(staff_id), GroupName=other)
            self._cognito.admin_add_user_to_group(**self._user(staff_id), GroupName=role)

    def _roles(self, staff_id: str) -> list[str]:
        with translated(_COGNITO):
            groups = self._cognito.admin_list_groups_for_user(**self._user(staff_id))["Groups"]
        return [group["GroupName"] for group in groups]

    def _user(self, staff_id: str) -> Mapping[str, str]:
        return {**self._pool, "Username": staff_id}
