"""A real Chromium, and a host page on another origin that embeds the widget under a strict policy."""

import shutil
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import sync_playwright

#: As root in a container Chromium needs --no-sandbox; the rest keeps it from calling its maker.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark whatever drives the browser, before it is chosen what runs."""
    for item in items:
        if "chromium" in item.fixturenames:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium, driven by Playwright."""
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("chromium is not installed (scripts/install-browser.sh could not)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """Open a page with any context options; every script error and outside request fails the test."""
    contexts, faults = [], []

    def start(**options):
        context = chromium.new_context(locale="fr-FR", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.on("console", lambda message: message.type == "error" and faults.append(f"console: {message.text}"))
        page.on("request", lambda r: r.url.startswith(("http://127.", "data:")) or faults.append(f"outside: {r.url}"))
        return page

    start.faults = faults
    yield start
    for context in contexts:
        context.close()
    assert faults == []


HOST = """<!DOCTYPE html><html lang="fr"><title>Préfecture</title><h1>Actualités</h1>
<button id="own">Bouton de la page</button>
<script type="module" src="{service}/widget/v1.js"></script>
<assistant-mairie{attributes}>{fallback}</assistant-mairie></html>"""


@pytest.fixture
def host():
    """Serve a page of a prefecture, on another origin, that embeds ``service``; its policy allows nothing else."""
    running = []

    def start(service="", attributes=""):
        class Page(BaseHTTPRequestHandler):
            service = ""

            def do_GET(self):
                found = self.path == "/"
                fallback = "<a href='mailto:x@exemple.fr'>Écrire</a>"
                body = HOST.format(service=self.service, attributes=attributes, fallback=fallback).encode()
                self.send_response(200 if found else 404)
                self.send_header("content-type", "text/html; charset=utf-8")
                policy = f"default-src 'none'; script-src {self.service}; connect-src {self.service}; img-src data:"
                self.send_header("content-security-policy", f"{policy}; require-trusted-types-for 'script'")
                self.end_headers()
                self.wfile.write(body if found else b"")

            def log_message(self, *arguments):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        running.append(server)
        Page.service = service
        return Page, f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in running:
        server.shutdown()
        server.server_close()
