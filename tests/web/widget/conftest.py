"""The widget in host pages of any kind: one service, one site on another origin, one proxy between them."""

import pytest

from assistant.commands.serve import held
from assistant.schemes import schemes_of
from assistant.service.app import create_app
from tests.support.hosting import ELEMENT, PAGE, STRICT, Proxy, Site, launcher, served
from tests.support.serving import running


@pytest.fixture(scope="session")
def site():
    """The address of a prefecture's site; pages are added to ``Site.pages``."""
    with served(Site) as address:
        yield address


@pytest.fixture(scope="session")
def holders(real_settings):
    """The project's own corpus, ready to answer."""
    found = held(schemes_of(real_settings))
    for holder in found.values():
        holder.refresh()
    return found


@pytest.fixture(scope="session")
def service(site, holders):
    """The address of a service that keeps nothing and that the site may embed."""
    with running(create_app(holders, allowed_origins=[site], max_question=400, rate_limit=10000)) as address:
        yield address


@pytest.fixture
def recorded(site, holders, records):
    """The address of a service that keeps what is asked."""
    with running(create_app(holders, allowed_origins=[site], records=records, rate_limit=10000)) as address:
        yield address


@pytest.fixture
def proxied(service):
    """The address of a proxy before a service, the one that keeps nothing unless ``Proxy.target`` is set."""
    Proxy.target, Proxy.does, Proxy.asked = service, "", []
    Proxy.let_go.clear()
    with served(Proxy) as address:
        yield address
        Proxy.let_go.set()


@pytest.fixture
def host(open_page, site, service):
    """Open a page of the site that embeds the widget.

    ``body`` holds the embedding, by default the element under a strict policy; a page with ``head`` has no policy.
    """

    def start(body=ELEMENT, *, options="", head="", html="", at=service, width=1280, height=800, **context):
        filled = body.replace("{service}", at).replace("{options}", options)
        policy = "" if head else STRICT.format(service=at)
        for path in ("/", "/suite"):
            Site.pages[path] = (PAGE.format(html=html, head=head, body=filled), policy)
        page = open_page(viewport={"width": width, "height": height}, **context)
        page.goto(site)
        return page

    yield start
    Site.pages.clear()


@pytest.fixture
def opened(host):
    """Open such a page, and the assistant in it."""

    def start(*arguments, **options):
        page = host(*arguments, **options)
        launcher(page).click()
        return page

    return start
