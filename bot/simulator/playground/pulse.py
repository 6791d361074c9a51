"""Notice every change of the world, and wake those pages that wait for one."""

import asyncio
import secrets
import threading

from bot.simulator.playground.world import World
from bot.simulator.slack import LocalSlack

_LOOK_SECONDS = 0.2
_GATHER_SECONDS = 0.03


class Pulse:
    """A number that rises with every change of the local Slack, the clock, or our own doing.

    A thread of its own watches, because the local Slack is waited for without a loop.
    """

    def __init__(self, world: World) -> None:
        """Watch ``world`` once started."""
        self._world = world
        self._boot = secrets.token_hex(4)
        self._beats = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._woken: asyncio.Event | None = None
        self._ended = threading.Event()
        self._awake = threading.Event()
        self._awake.set()
        self._thread = threading.Thread(target=self._watch, name="playground-pulse", daemon=True)

    @property
    def version(self) -> str:
        """Return a name for how things stand; other servers' names never match it."""
        return f"{self._boot}.{self._beats}"

    def start(self) -> None:
        """Begin to watch; call this from the loop in which pages wait."""
        self._loop = asyncio.get_running_loop()
        self._woken = asyncio.Event()
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self._ended.set()
        self._awake.set()
        self._thread.join()

    def doze(self) -> None:
        """Leave the local Slack alone: it is about to be replaced."""
        self._awake.clear()

    def wake(self) -> None:
        """Look again."""
        self._awake.set()

    def beat(self) -> None:
        """Count a change; call this from the loop."""
        self._beats += 1
        if self._woken is not None:
            self._woken.set()
            self._woken = asyncio.Event()

    async def other_than(self, version: str, *, seconds: float) -> None:
        """Wait (real seconds) until things stand otherwise than ``version`` says."""
        if self._woken is None or version != self.version:
            return
        try:
            await asyncio.wait_for(self._woken.wait(), seconds)
        except TimeoutError:
            return
        await asyncio.sleep(_GATHER_SECONDS)  # one act is many changes; a page draws them together

    def _watch(self) -> None:
        seen: tuple[LocalSlack, int, object] | None = None
        while not self._ended.is_set():
            if not self._awake.wait(_LOOK_SECONDS):
                continue
            slack = self._world.slack
            since = seen[1] if seen is not None and seen[0] is slack else -1
            changes = slack.wait_change(since, timeout=_LOOK_SECONDS)
            now = (slack, changes, self._world.clock.now())
            if now != seen and self._loop is not None and not self._ended.is_set():
                self._loop.call_soon_threadsafe(self.beat)
            seen = now
