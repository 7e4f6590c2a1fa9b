"""The HTTP server that stands for Bedrock."""

from http.server import ThreadingHTTPServer
from threading import Thread
from typing import Final, Self

from contracts.errors import ConfigurationError
from infra.bedrock.answers import Answers, Source
from infra.bedrock.aws import PassOn
from infra.bedrock.handler import Handler
from infra.bedrock.request_log import RequestLog
from infra.bedrock.script_book import ScriptBook

HOST: Final = "127.0.0.1"


class BedrockServer(ThreadingHTTPServer):
    """Serves in threads from its start to its end, as a context manager; port 0 takes a free one."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(
        self, port: int, book: ScriptBook | None = None, source: Source | None = None, aws: PassOn | None = None
    ) -> None:
        """`source` answers conversations in the place of the default answers; `aws` answers whatever no rule fits.

        Raises `ConfigurationError` if that would pass requests on to this server.
        """
        super().__init__((HOST, port), Handler)
        if aws is not None and aws.endpoint == self.address:
            self.server_close()
            raise ConfigurationError("AWS_ENDPOINT_URL_BEDROCK_RUNTIME names this very server: unset it")
        self.book = book or ScriptBook()
        self.log = RequestLog()
        self.answers = Answers(source)
        self.aws = aws

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://{HOST}:{self.server_port}"

    def __enter__(self) -> Self:
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, name="bedrock", daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.shutdown()
        self.server_close()
