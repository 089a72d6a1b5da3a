"""Start the service and open its page in a browser, when there is one."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from pathlib import Path


def open_when_ready(address: str, seconds: int = 120) -> None:
    """Open the page as soon as the service answers."""
    for _ in range(seconds * 4):
        try:
            with urllib.request.urlopen(f"{address}/health/ready", timeout=1):  # noqa: S310 - loopback only
                break
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
    webbrowser.open(address)


def main() -> int:
    """Serve until interrupted."""
    port = os.environ.get("ASSISTANT_PORT", "8000")
    address = f"http://127.0.0.1:{port}"
    if os.environ.get("DISPLAY") or sys.platform == "darwin" or os.environ.get("BROWSER"):
        threading.Thread(target=open_when_ready, args=(address,), daemon=True).start()
    command = str(Path(sys.executable).with_name("assistant"))
    try:
        return subprocess.call([command, "serve", "--host", "127.0.0.1", "--port", port])
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
