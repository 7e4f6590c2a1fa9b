"""A Bedrock on this machine: the wire protocol of bedrock-runtime, with answers by rules, or from a model elsewhere.

    python -m infra.bedrock --port 4602 --script FILE.json      # what a script says, else the default answers
    python -m infra.bedrock --openai http://127.0.0.1:8080#qwen # conversations by an OpenAI-compatible server
    python -m infra.bedrock --aws eu-central-1                  # the real Bedrock, with your own credentials

Clients find it by AWS_ENDPOINT_URL_BEDROCK_RUNTIME=http://127.0.0.1:4602. docs/bedrock.md says how to write a script.
"""

import signal
from contextlib import suppress
from pathlib import Path

from contracts.command_line import exit_code, parser_of
from contracts.errors import ConfigurationError
from infra.bedrock.aws import PassOn
from infra.bedrock.openai.model import OpenAiModel
from infra.bedrock.policy import PORT
from infra.bedrock.script_book import ScriptBook
from infra.bedrock.server import BedrockServer
from infra.local.settings import openai_key


def serve(port: int, script: Path | None, openai: str, aws: str) -> None:
    """Serve until interrupted. Raises `ConfigurationError` for a script, a model or credentials that are not there."""
    source = OpenAiModel(openai, openai_key()) if openai else None
    try:
        server = BedrockServer(port, ScriptBook(script), source, PassOn(aws) if aws else None)
    except OSError as error:
        raise ConfigurationError(f"port {port} cannot be used: {error.strerror}") from error
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, _interrupt)
    with suppress(KeyboardInterrupt), server:
        print(f"Bedrock at {server.address}", flush=True)
        while True:
            signal.pause()


def _interrupt(signal_number: int, frame: object) -> None:
    raise KeyboardInterrupt


def main() -> int:
    """Serve; returns the exit code."""
    parser = parser_of("infra.bedrock", __doc__)
    parser.add_argument("--port", type=int, default=PORT, help=f"default: {PORT}")
    parser.add_argument("--script", type=Path, help="rules, as JSON or one a line; read again when it changes")
    elsewhere = parser.add_mutually_exclusive_group()
    elsewhere.add_argument("--openai", default="", metavar="URL[#MODEL]", help="OPENAI_API_KEY is sent, if it is set")
    elsewhere.add_argument("--aws", default="", metavar="REGION", help="what no rule fits goes to the real Bedrock")
    options = parser.parse_args()
    return exit_code(lambda: serve(options.port, options.script, options.openai, options.aws))


if __name__ == "__main__":
    raise SystemExit(main())
