"""Sites of prefectures that embed the widget, and the proxy that may stand between them and the service."""

import contextlib
import json
import threading
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

TAG = '<script type="module" src="{service}/widget/v1.js"></script>'
ELEMENT = TAG + "<assistant-mairie{options}><a href='mailto:x@exemple.fr'>Écrire</a></assistant-mairie>"
PAGE = """<!DOCTYPE html><html lang="fr"{html}><head><meta charset="utf-8"><title>Préfecture</title>{head}</head><body>
<h1>Actualités</h1><p><button id="own">Bouton de la page</button> <input id="search" aria-label="Recherche"></p>
{body}</body></html>"""
STRICT = "default-src 'none'; script-src {service}; connect-src {service}; require-trusted-types-for 'script'"


@contextlib.contextmanager
def served(handler):
    """Serve requests with a handler on a free loopback port; give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class Site(BaseHTTPRequestHandler):
    """The pages of a prefecture's site, by path; a page is its HTML and its policy, if it has one."""

    pages: dict[str, tuple[str, str]] = {}  # noqa: RUF012

    def do_GET(self):
        found = self.pages.get(self.path)
        body = (found[0] if found else "").encode()
        self.send_response(200 if found else 204)
        self.send_header("content-type", "text/html; charset=utf-8")
        if found and found[1]:
            self.send_header("content-security-policy", found[1])
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


class Proxy(BaseHTTPRequestHandler):
    """What stands between a host page and the service, and may do to an answer what proxies do."""

    target = ""
    #: "" lets everything through; "buffer" gives an answer out only once it is whole and ``let_go`` is set;
    #: "cut" ends a stream after its first paragraph; "slow" waits for ``let_go`` after the first one.
    does = ""
    let_go = threading.Event()
    asked: list[tuple[str, str, dict]] = []  # noqa: RUF012

    def do_GET(self):
        self.pass_on(b"")

    def do_OPTIONS(self):
        self.pass_on(b"")

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        streams = "event-stream" in self.headers.get("accept", "")
        if self.path == "/api/chat":
            self.asked.append((self.headers["accept"], self.headers["idempotency-key"], json.loads(body)))
        self.pass_on(body, self.does if streams else "")

    def pass_on(self, body, does=""):
        there = urlsplit(self.target)
        upstream = HTTPConnection(there.hostname, there.port, timeout=20)
        kept = {k: v for k, v in self.headers.items() if k.lower() not in ("host", "connection", "accept-encoding")}
        upstream.request(self.command, self.path, body, kept)
        reply = upstream.getresponse()
        whole = reply.read()
        upstream.close()
        if does == "buffer":
            self.let_go.wait(20)
        with contextlib.suppress(OSError):  # whoever asked may have stopped listening
            self.send_response(reply.status)
            for name, value in reply.getheaders():
                if name.lower() not in ("transfer-encoding", "connection", "content-length", "date", "server"):
                    self.send_header(name, value)
            self.end_headers()
            first = whole.index(b"event: sources") if does in ("cut", "slow") else len(whole)
            self.wfile.write(whole[:first])
            if does == "slow":
                self.let_go.wait(20)
                self.wfile.write(whole[first:])

    def log_message(self, *arguments):
        pass


def launcher(page):
    return page.get_by_role("button", name="Poser une question")


def put(page, question):
    page.get_by_label("Votre question").fill(question)
    page.get_by_label("Votre question").press("Enter")
