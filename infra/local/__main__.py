"""`make run`: the whole stack on this machine, until Ctrl-C."""

import fcntl
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from contracts.errors import ConfigurationError, CurbsideError
from infra.local.bedrock import Bedrock
from infra.local.cockpit import Cockpit
from infra.local.demo import demo_keys, page_config
from infra.local.emulator import CREDENTIALS, check_port
from infra.local.first_turn import ask, curl_line, start
from infra.local.page import serve_page
from infra.local.progress import elapsed, step
from infra.local.settings import TENANT, LocalSettings, read_settings
from infra.local.stack import LocalStack


def main() -> int:
    """Run until interrupted; returns the exit code."""
    for sign in (signal.SIGINT, signal.SIGTERM):  # also when started in the background, where SIGINT is ignored
        signal.signal(sign, _interrupt)
    try:
        settings = read_settings()
        settings.state.mkdir(parents=True, exist_ok=True)
        with only_one(settings):
            run(settings)
    except KeyboardInterrupt:
        print("\n  stopped; conversations are kept in", settings.state)
    except (CurbsideError, OSError) as error:  # such as a state folder that cannot be written
        print(f"\nerror: {error}", file=sys.stderr)
        return 1
    return 0


def run(settings: LocalSettings) -> None:
    """Start, print the addresses, wait. Raises `KeyboardInterrupt` at the end of an ordinary run."""
    print("Curbside on this machine")
    check_port(settings.page_port, "CURBSIDE_PAGE_PORT")
    stack, cockpit = LocalStack(settings), Cockpit(settings)
    cockpit.stop()  # one that an earlier run left behind when it was killed
    check_port(settings.cockpit_port, "CURBSIDE_COCKPIT_PORT")
    try:
        stack.start()
        keys = demo_keys(settings)
        with step("first question"):
            ask(settings.api_url, *start(settings.api_url, keys.secret, scopes=["findings"]))
        stack.follow()
        serve_page(settings.page_port, page_config(settings))
        with step("cockpit"):
            cockpit.start()
        print(f"  ready after {elapsed():.1f} s\n")
        print(addresses(settings, stack.outputs["KnowledgeBucketName"], bedrock_lines(stack.bedrock)), flush=True)
        while stack.alive():
            time.sleep(0.5)
        raise ConfigurationError(
            f"the emulator has died; its log is {stack.emulator.log}. `make run` brings everything back"
        )
    finally:
        cockpit.stop()
        stack.stop()


def addresses(settings: LocalSettings, bucket: str, bedrock: Sequence[str] = ()) -> str:
    """Where to go, and what to paste."""
    keys = demo_keys(settings)
    customer_id, customer_token = start(settings.api_url, keys.secret, customer_id="cust-alex")
    conversation_id, token = start(settings.api_url, keys.publishable)
    return "\n".join(
        [
            f"  widget    {settings.page_url}",
            f"  as Alex   {settings.page_url}#conversation={customer_id}&token={customer_token}",
            f"  API       {settings.api_url}",
            f"  cockpit   {settings.cockpit_url} (anna, ben, sam; passwords: {settings.state / 'staff.json'})",
            f"  log       {settings.state / 'emulator.log'}",
            *bedrock,
            "",
            "  Ask from another terminal:",
            "",
            curl_line(settings.api_url, conversation_id, token),
            "",
            "  Add a document (its first lines as in infra/demo/knowledge), and ask about it a few seconds later:",
            "",
            add_line(settings, bucket),
            "",
            "  Ctrl-C stops everything and keeps the conversations.",
        ]
    )


def bedrock_lines(bedrock: Bedrock) -> list[str]:
    """Where Bedrock is and who answers there, as far as this run has one."""
    if not bedrock.wanted:
        return []
    return [f"  Bedrock   {bedrock.address} ({bedrock.answered_by})", f"            again: {bedrock.command}"]


def add_line(settings: LocalSettings, bucket: str) -> str:
    """A command that puts a file into the bucket of this machine."""
    access = " ".join(f"{name}={value}" for name, value in CREDENTIALS.items() if "REGION" not in name)
    command = f"{sys.executable} -m knowledge add FILE.md NAME.md {bucket} --tenant {TENANT}"
    return f"AWS_ENDPOINT_URL={settings.endpoint} {access} {command}"


@contextmanager
def only_one(settings: LocalSettings) -> Iterator[None]:
    """Hold the state folder. Raises `ConfigurationError` if another run holds it."""
    with (settings.state / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ConfigurationError(
                f"another run uses {settings.state}: stop it with Ctrl-C in its terminal, or start a second one with "
                "`CURBSIDE_STATE=.curbside-2 CURBSIDE_API_PORT=4700 CURBSIDE_PAGE_PORT=4701 CURBSIDE_COCKPIT_PORT=4703 "
                "make run`"
            ) from error
        yield


def _interrupt(signal_number: int, frame: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    raise SystemExit(main())
