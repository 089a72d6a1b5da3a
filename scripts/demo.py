"""``make demo``: pages of other sites that embed the assistant, each under a strict policy, on a port of their own.

Three hosts, in ``web/demo/``: one without style, one with the State design system (fetched from npm for this only,
never shipped nor to be put on line outside a .gouv.fr site), one whose style sheet does all that can be done to a
component.
"""

from __future__ import annotations

import argparse
import json
import mimetypes
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from scripts.npm_packages import PACKAGES
from scripts.serving import service

FOLDER = Path("web/demo")
PAGES = {path.stem: path for path in sorted(FOLDER.glob("*.html"))}
#: What a prefecture's site would send; the design system's own script can't do under Trusted Types.
POLICY = (
    "default-src 'none'; script-src 'self' {service}; style-src 'self'; connect-src {service}; img-src 'self' data:; "
    "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
TRUSTED_TYPES = "; require-trusted-types-for 'script'; trusted-types 'none'"


class Host(BaseHTTPRequestHandler):
    """A site on its own origin; ``service`` is the assistant that its pages embed."""

    service = ""

    def do_GET(self) -> None:
        """Serve a page or one of its files."""
        path = urlsplit(self.path).path
        name = path.strip("/") or "nu"
        if name in PAGES:
            self._send(
                PAGES[name].read_text("utf-8").replace("{{ service }}", self.service).encode(), "text/html", name
            )
            return
        file = self._file(path)
        if file is None:
            self.send_error(404)
        else:
            self._send(file.read_bytes(), mimetypes.guess_type(file.name)[0] or "application/octet-stream")

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing of each request."""

    def _file(self, path: str) -> Path | None:
        _, prefix, *rest = path.split("/")
        folder = {"demo": FOLDER, "npm": PACKAGES["dsfr"].folder}.get(prefix)
        if folder is None or not rest:
            return None
        found = folder.joinpath(*rest).resolve()
        return found if found.is_relative_to(folder.resolve()) and found.is_file() else None

    def _send(self, body: bytes, kind: str, name: str = "") -> None:
        self.send_response(200)
        self.send_header("content-type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("content-length", str(len(body)))
        self.send_header("x-content-type-options", "nosniff")
        if name:
            strictest = "" if name == "dsfr" else TRUSTED_TYPES
            self.send_header("content-security-policy", POLICY.format(service=self.service) + strictest)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def hosts(port: int = 0) -> Iterator[tuple[type[Host], str]]:
    """Serve the host pages until the block ends; give what serves them, to be told of its service, and its address."""
    handler = type("Embedding", (Host,), {})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield handler, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def main() -> int:
    """Serve the host pages and, unless another is named, a service of our own, until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8081, help="port of the host pages (default: 8081)")
    parser.add_argument(
        "--service", default="", help="address of a service that allows them; by default one is started"
    )
    options = parser.parse_args()
    with ExitStack() as stack:
        handler, address = stack.enter_context(hosts(options.port))
        allowed = {**os.environ, "ASSISTANT_ALLOWED_ORIGINS": json.dumps([address])}
        handler.service = options.service or stack.enter_context(service(allowed)).address
        for name in PAGES:
            print(f"{address}/{name}", flush=True)
        if not PACKAGES["dsfr"].folder.is_dir():
            print("the design system could not be fetched: /dsfr is shown without it", file=sys.stderr)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
