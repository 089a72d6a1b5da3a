"""The demonstration hosts of ``web/demo/``, each embedding the service from another origin under its own policy."""

import pytest

from scripts.demo import hosts


@pytest.fixture
def embedded(open_page, serve, real_settings):
    """Open a host by its name; return the page of the browser and the service that it embeds."""
    with hosts() as (handler, address):

        def start(name="nu", browser=None, **limits):
            service = serve(real_settings, **{"allowed_origins": [address], **limits})
            handler.service = service.address
            page = open_page(**{"viewport": {"width": 1280, "height": 800}, **(browser or {})})
            page.goto(f"{address}/{name}")
            return page, service

        yield start
