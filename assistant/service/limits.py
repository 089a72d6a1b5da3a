"""How many questions one address may ask a minute. Nothing of the address reaches the disk."""

from __future__ import annotations

import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter


class RateLimit:
    """A moving window of one minute. Town halls share addresses: the default is generous."""

    def __init__(self, a_minute: int) -> None:
        self._most = RateLimitItemPerMinute(a_minute)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def wait(self, address: str) -> int:
        """Count a question of ``address``; return 0, or the seconds to wait when it is one too many."""
        if self._limiter.hit(self._most, address):
            return 0
        return max(1, math.ceil(self._limiter.get_window_stats(self._most, address).reset_time - time.time()))
