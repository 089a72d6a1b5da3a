"""The bare framework: the same route, no middleware, one fixed answer, served as the product is."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from pydantic import BaseModel


class Asked(BaseModel):
    """A question, read and left unanswered."""

    question: str


def create_app(answer: object) -> FastAPI:
    """Return the application that gives ``answer`` to every question."""
    app = FastAPI()

    @app.post("/api/chat")
    async def chat(asked: Asked) -> JSONResponse:
        return JSONResponse(answer)

    @app.get("/health/ready")
    async def ready() -> JSONResponse:
        return JSONResponse({"status": "ready"})

    return app


def main() -> None:
    """Serve until interrupted, with the settings of ``assistant serve``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("answer", type=Path, help="JSON file of the answer")
    parser.add_argument("--port", type=int, required=True)
    options = parser.parse_args()
    app = create_app(json.loads(options.answer.read_text("utf-8")))
    uvicorn.run(app, host="127.0.0.1", port=options.port, log_level="warning", access_log=False, server_header=False)


if __name__ == "__main__":
    main()
