"""The demo page with the widget, on an origin of its own: its calls cross origins, as they do in real life."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from infra.local.settings import ROOT

WIDGET = ROOT / "ui" / "widget"


class PageHandler(SimpleHTTPRequestHandler):
    """Serves the widget's folder, and `config.json` with the address of the API."""

    def __init__(self, config: bytes, *arguments: object) -> None:
        self._config = config
        super().__init__(*arguments, directory=str(WIDGET))  # type: ignore[arg-type]  # passed on as they came

    def do_GET(self) -> None:
        """Answer with the configuration or with a file."""
        if self.path.split("?")[0] != "/config.json":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(self._config)))
        self.end_headers()
        self.wfile.write(self._config)

    def end_headers(self) -> None:
        """Always fresh: this is a page one works on."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Stay quiet: requests would drown the progress lines."""


def serve_page(port: int, config: bytes) -> ThreadingHTTPServer:
    """Serve the page until `shutdown`."""
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(PageHandler, config))
    Thread(target=server.serve_forever, name="page", daemon=True).start()
    return server
