"""Runs a program whose asyncio clock jumps to the next timer when all wait.

An hour of sleeps takes no time, and a slow machine changes no order of events.
A file descriptor that is ready counts first. A thread cannot be seen: a program
that uses threads or servers says so by a line `# clock: real`.
"""

import pathlib
import runpy
import selectors
import sys
import time

program = sys.argv[1]
now = 0.0


def advance(seconds):
    global now
    now += seconds


class JumpingSelector(selectors.DefaultSelector):
    def select(self, timeout=None):
        ready = super().select(timeout and 0)
        if not ready and timeout:
            advance(timeout)
        return ready


if "# clock: real" not in pathlib.Path(program).read_text(encoding="utf-8"):
    selectors.DefaultSelector = JumpingSelector
    time.monotonic = time.perf_counter = lambda: now
    time.sleep = advance

sys.argv = sys.argv[1:]
sys.path.insert(0, str(pathlib.Path(program).parent))
runpy.run_path(program, run_name="__main__")
