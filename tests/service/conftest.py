import json

import pytest


@pytest.fixture
def events(client):
    """Ask for server-sent events; return them as (name, data) pairs."""

    def ask(question):
        with client.stream(
            "POST", "/api/chat", json={"question": question}, headers={"accept": "text/event-stream"}
        ) as response:
            assert response.status_code == 200
            body = response.read().decode()
        found = []
        for block in body.strip().split("\n\n"):
            fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
            found.append((fields["event"], json.loads(fields["data"])))
        return found

    return ask
