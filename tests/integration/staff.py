"""What a cockpit does with the API: signs people in and out. And what an operator does: adds people."""

import base64
import hashlib
import hmac
import json
import os
import struct
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx

from contracts.staff import SignedIn, StaffTokens
from infra.local.demo import demo_passwords
from infra.local.deploy import client_for, stack_outputs
from infra.local.emulator import CREDENTIALS
from infra.local.settings import ROOT
from tests.integration.chat import Chat
from tests.integration.run import LocalRun, wait_for

SECONDS = 10.0


class Cockpit:
    """Staff of one run. All passwords and tokens are remembered, so that the logs can be searched for them."""

    def __init__(self, chat: Chat, run: LocalRun) -> None:
        self.chat, self._run = chat, run
        self.passwords = demo_passwords(run.settings)
        chat.tokens.extend(self.passwords.values())

    def sign_in(self, staff_id: str, password: str | None = None) -> httpx.Response:
        """Send a password, one's own if none is given."""
        sent = {"username": staff_id, "password": password or self.passwords[staff_id]}
        return self.chat.post("/staff/sign-in", None, sent)

    def tokens_of(self, staff_id: str) -> StaffTokens:
        """Sign somebody in who is asked for nothing besides; in the second of a sign-out, once it is over."""
        answers: list[httpx.Response] = []

        def let_in() -> bool:
            answers.append(self.sign_in(staff_id))
            return answers[-1].status_code != httpx.codes.TOO_MANY_REQUESTS

        wait_for(let_in, SECONDS, "the second of the sign-out is over")
        return self.tokens(answers[-1])

    def tokens(self, answer: httpx.Response) -> StaffTokens:
        """The tokens of an answer that has some."""
        assert answer.status_code == httpx.codes.OK, answer.text
        tokens = SignedIn.model_validate_json(answer.content).tokens
        assert tokens is not None, answer.text
        self.chat.tokens.extend((tokens.access_token, tokens.refresh_token))
        return tokens

    def refresh(self, tokens: StaffTokens) -> httpx.Response:
        """Ask for the next access token."""
        return self.chat.post("/staff/refresh", None, {"refresh_token": tokens.refresh_token})

    def me(self, access_token: str | None) -> httpx.Response:
        """Ask who calls."""
        return self.chat.get("/staff/me", access_token)

    def operate(self, *words: str) -> str:
        """Run the operator's command; returns what it prints."""
        outputs = stack_outputs(client_for(self._run.settings))
        where = ["--pool", outputs["StaffPoolId"], "--table", outputs["GatewayTable"]]
        ran = subprocess.run(
            [sys.executable, "-m", "infra.staff", *words, *where],
            cwd=ROOT,
            env={**os.environ, **CREDENTIALS, "AWS_ENDPOINT_URL": self._run.settings.endpoint},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def add(self, folder: Path, staff_id: str, **changed: Any) -> str:
        """Add somebody; returns their first password."""
        person = {"staff_id": staff_id, "name": "Robin", "role": "agent", "tenant": "demo", "region": "us-east-1"}
        (folder / "staff.json").write_text(json.dumps([person | changed]))
        password = self.operate("save", str(folder / "staff.json")).strip().removeprefix(f"{staff_id}: ")
        saved = int(time.time())
        wait_for(lambda: time.time() >= saved + 1, SECONDS, "sign-ins of the second after count")
        return password


def totp(secret: str) -> str:
    """The six digits of an authenticator app, now (RFC 6238: HMAC-SHA-1 over steps of 30 s)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
