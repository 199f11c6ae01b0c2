"""Runs programs of steps (program.ts says which) on asyncio, in virtual time.

Reads a program a line as JSON, writes what it logged a line as JSON. What
CPython leaves to chance (the order of equal timers, of a set of tasks) is put
in order of creation here, as the module does it.
"""

import asyncio
import contextvars
import gc
import itertools
import json
import logging
import sys
from asyncio import base_events, events

# ------------------------------------------------------- a clock, and an order

creation = itertools.count()


class OrderedTimer(events.TimerHandle):
    """Of equal times, the timer that was made first is due first."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order = (self._when, next(creation))

    def __lt__(self, other):
        return self.order < other.order

    def __hash__(self):
        return id(self)


events.TimerHandle = OrderedTimer


class OrderedSet(dict):
    def add(self, item):
        self[item] = None

    def discard(self, item):
        self.pop(item, None)


class OrderedTaskGroup(asyncio.TaskGroup):
    def __init__(self):
        super().__init__()
        self._tasks = OrderedSet()


class NoSelector:
    """Nothing to select: to wait is to move the clock."""

    def __init__(self, loop):
        self.loop = loop

    def select(self, timeout):
        if timeout is None:
            raise RuntimeError("deadlock")
        self.loop.now += timeout
        return []


class VirtualLoop(base_events.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self.now = 0
        self._clock_resolution = 0.001
        self._selector = NoSelector(self)

    def time(self):
        return self.now

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        pass


# ---------------------------------------------------------------- what is shown


class Failure(Exception):
    pass


def show(value):
    if value is None:
        return "none"
    if value is True:
        return "yes"
    if value is False:
        return "no"
    if isinstance(value, BaseExceptionGroup):
        inner = ", ".join(show(each) for each in value.exceptions)
        return f"ExceptionGroup({value.message}: {inner})"
    if isinstance(value, BaseException):
        return f"{type(value).__name__}({value})"
    if isinstance(value, list):
        return "[" + ", ".join(show(each) for each in value) + "]"
    return str(value)


# Any other step that fails is told, and the next one follows.
LETS_PASS = {"throw", "catch", "finally", "lock", "semaphore"}


class Actor:
    """Who performs steps, and inside which time limit."""

    def __init__(self, name, limit=None):
        self.name = name
        self.limit = limit


class Stage:
    """The objects that the tasks of one program share."""

    def __init__(self, program, loop):
        self.program = program
        self.loop = loop
        self.lines = []
        # The latest of each name, and every one with its name.
        self.tasks = {}
        self.names = {}
        self.handle = None
        self.variable = contextvars.ContextVar("variable", default="unset")
        self.conditions = [asyncio.Condition(), asyncio.Condition()]
        self.values = [0, 0]
        # Index 2 and 3: the conditions, as locks.
        self.locks = [asyncio.Lock(), asyncio.Lock(), *self.conditions]
        free, few, bounded = program["semaphores"]
        self.semaphores = [
            asyncio.Semaphore(free),
            asyncio.Semaphore(few),
            asyncio.BoundedSemaphore(bounded),
        ]
        self.events = [asyncio.Event(), asyncio.Event()]
        fifo, lifo, priority = program["queues"]
        self.queues = [
            asyncio.Queue(fifo),
            asyncio.LifoQueue(lifo),
            asyncio.PriorityQueue(priority),
        ]
        self.items = itertools.count()
        self.put_count = [0, 0, 0]
        self.got_count = [0, 0, 0]
        self.released = [0, 0, 0]
        self.barriers = [asyncio.Barrier(n) for n in program["barriers"]]
        self.readers = [
            asyncio.StreamReader(limit, loop) for limit in program["readers"]
        ]
        self.ended = [False, False]
        self.reading = [False, False]
        self.futures = [loop.create_future(), loop.create_future()]
        loop.set_exception_handler(self.on_error)

    def log(self, name, *what):
        self.lines.append(f"{name}: " + " ".join(show(each) for each in what))

    def on_error(self, loop, context):
        message = context["message"]
        # When these come hangs on the garbage collector, and on the version.
        if "never retrieved" in message or "shielded" in message:
            return
        if message.startswith("Exception in callback"):
            message = "Exception in callback"
        self.log("handler", message, context.get("exception"))

    async def main(self):
        for root in self.program["roots"]:
            self.start(root)
        # Each line of the log stands in its iteration.
        for round in range(6):
            for tick in range(12):
                self.log("main", round, tick)
                await asyncio.sleep(0)
            await asyncio.sleep(20)
        for round in range(15):
            alive = [task for task in self.names if not task.done()]
            if not alive:
                break
            self.log("main", "cancels", [self.names[task] for task in alive])
            for task in alive:
                task.cancel("end")
            await asyncio.sleep(300)
        for task, name in self.names.items():
            if not task.done():
                self.log(name, "is stuck")
            elif task.cancelled():
                self.log(name, "cancelled", task.cancelling())
            else:
                outcome = task.exception() or task.result()
                self.log(name, outcome, task.cancelling())
        await self.sum_up()

    async def sum_up(self):
        self.log("locks", [lock.locked() for lock in self.locks])
        for i, semaphore in enumerate(self.semaphores):
            free = 0
            while not semaphore.locked():
                await semaphore.acquire()
                free += 1
            self.log(f"semaphore {i}", self.released[i], free)
        for i, queue in enumerate(self.queues):
            left = queue.qsize()
            self.log(f"queue {i}", self.put_count[i], self.got_count[i], left)
        self.log("barriers", [barrier.n_waiting for barrier in self.barriers])

    # ------------------------------------------------------------------- tasks

    def start(self, child, eager=False):
        coro = self.child(child)
        if eager:
            task = asyncio.Task(coro, loop=self.loop, eager_start=True)
        else:
            task = asyncio.create_task(coro)
        self.register(child["name"], task)

    def register(self, name, task):
        self.tasks[name] = task
        self.names[task] = name

    async def child(self, child):
        name = child["name"]
        task = asyncio.current_task()
        self.register(name, task)
        self.log(name, "begins", self.variable.get())
        try:
            await self.perform(Actor(name), child["body"])
        except BaseException as error:
            self.log(name, "throws", error, task.cancelling())
            raise
        self.log(name, "ends", task.cancelling())
        return name

    async def perform(self, actor, body):
        for step in body:
            try:
                await getattr(self, step["do"])(actor, step)
            except Exception as error:
                if step["do"] in LETS_PASS:
                    raise
                self.log(actor.name, step["do"], error)

    def others(self, names):
        tasks = [self.tasks[name] for name in names if name in self.tasks]
        own = asyncio.current_task()
        return list(dict.fromkeys(task for task in tasks if task is not own))

    # -------------------------------------------------------------------- time

    async def sleep(self, actor, step):
        await asyncio.sleep(step["delay"])

    async def callSoon(self, actor, step):
        self.handle = self.loop.call_soon(self.called, actor, step)

    async def callLater(self, actor, step):
        self.handle = self.loop.call_later(
            step["delay"], self.called, actor, step
        )

    async def cancelCall(self, actor, step):
        if self.handle is not None:
            self.handle.cancel()
            self.log(actor.name, "cancelCall", self.handle.cancelled())

    def called(self, actor, step):
        self.log(actor.name, step["do"], self.variable.get())
        if step.get("fails"):
            raise Failure("callback")

    # ------------------------------------------------- errors and cancellation

    async def throw(self, actor, step):
        raise Failure(step["message"])

    async def catch(self, actor, step):
        task = asyncio.current_task()
        answer = step["answer"]
        try:
            await self.perform(actor, step["body"])
        except BaseException as error:
            self.log(actor.name, "catch", error, task.cancelling(), answer)
            if answer == "rethrow":
                raise
            if answer == "replace":
                raise Failure("replaced")
            if answer == "uncancel":
                self.log(actor.name, "uncancel", task.uncancel())

    async def finally_(self, actor, step):
        try:
            await self.perform(actor, step["body"])
        finally:
            self.log(actor.name, "finally")
            await self.perform(actor, step["last"])
            self.log(actor.name, "finally ends")

    async def cancel(self, actor, step):
        task = self.tasks.get(step["task"])
        if task is not None:
            result = task.cancel(actor.name)
            self.log(
                actor.name, "cancel", step["task"], result, task.cancelling()
            )

    async def cancelSelf(self, actor, step):
        asyncio.current_task().cancel("self")

    async def uncancel(self, actor, step):
        count = asyncio.current_task().uncancel()
        self.log(actor.name, "uncancel", count)

    # ------------------------------------------------------- tasks and futures

    async def spawn(self, actor, step):
        self.start(step["child"], step["eager"])

    async def await_(self, actor, step):
        for task in self.others([step["task"]]):
            self.log(actor.name, "await", await task)

    async def addDoneCallback(self, actor, step):
        for task in self.others([step["task"]]):
            task.add_done_callback(
                lambda task: self.log(
                    actor.name,
                    "done",
                    step["task"],
                    task.cancelled(),
                    self.variable.get(),
                )
            )

    async def outcome(self, actor, step):
        for task in self.others([step["task"]]):
            if not task.done():
                self.log(actor.name, "outcome", "pending")
                continue
            try:
                self.log(
                    actor.name, "outcome", task.result(), task.exception()
                )
            except BaseException as error:
                self.log(actor.name, "outcome", error, task.cancelled())

    async def awaitFuture(self, actor, step):
        value = await self.futures[step["at"]]
        self.log(actor.name, "awaitFuture", value)

    async def settle(self, actor, step):
        future = self.futures[step["at"]]
        how = step["how"]
        if future.done():
            self.futures[step["at"]] = self.loop.create_future()
            how = "new"
        elif how == "result":
            future.set_result(actor.name)
        elif how == "exception":
            future.set_exception(Failure(actor.name))
        else:
            future.cancel(actor.name)
        self.log(actor.name, "settle", how)

    async def setVariable(self, actor, step):
        self.log(actor.name, "setVariable", self.variable.get())
        self.variable.set(actor.name)

    # --------------------------------------------------------- several at once

    async def gather(self, actor, step):
        results = await asyncio.gather(
            *[self.child(child) for child in step["children"]],
            return_exceptions=step["returnExceptions"],
        )
        self.log(actor.name, "gather", results)

    async def gatherTasks(self, actor, step):
        results = await asyncio.gather(
            *self.others(step["tasks"]),
            return_exceptions=step["returnExceptions"],
        )
        self.log(actor.name, "gatherTasks", results)

    async def cancelGather(self, actor, step):
        gathering = asyncio.gather(*self.others(step["tasks"]))
        await asyncio.sleep(step["delay"])
        result = gathering.cancel("gathering")
        self.log(actor.name, "cancelGather", result, gathering.done())
        self.log(actor.name, "cancelGather", await gathering)

    async def taskGroup(self, actor, step):
        async with OrderedTaskGroup() as group:
            for child in step["children"]:
                group.create_task(self.child(child))
            await self.perform(actor, step["body"])
        self.log(actor.name, "taskGroup ends")

    async def wait(self, actor, step):
        tasks = self.others(step["tasks"])
        if not tasks:
            return
        done, pending = await asyncio.wait(
            tasks, timeout=step["timeout"], return_when=step["until"]
        )
        self.log(actor.name, "wait", len(done), len(pending))

    async def asCompleted(self, actor, step):
        # Those that are done come in the order of a set, which is none.
        tasks = [task for task in self.others(step["tasks"]) if not task.done()]
        completed = asyncio.as_completed(tasks, timeout=step["timeout"])
        if step["gives"] == "results":
            for next in completed:
                self.log(actor.name, "asCompleted", await next)
        else:
            async for task in completed:
                self.log(actor.name, "asCompleted", self.names[task])

    async def shield(self, actor, step):
        await asyncio.shield(self.child(step["child"]))
        self.log(actor.name, "shield ends")

    async def shieldTask(self, actor, step):
        for task in self.others([step["task"]]):
            self.log(actor.name, "shieldTask", await asyncio.shield(task))

    # ------------------------------------------------------------- time limits

    async def timeout(self, actor, step):
        async with asyncio.timeout(step["delay"]) as limit:
            try:
                await self.perform(Actor(actor.name, limit), step["body"])
            finally:
                self.log(actor.name, "timeout ends", limit.expired())
        self.log(actor.name, "timeout", limit.expired())

    async def reschedule(self, actor, step):
        if actor.limit is not None:
            delay = step["delay"]
            when = None if delay is None else self.loop.time() + delay
            actor.limit.reschedule(when)
            self.log(actor.name, "reschedule", delay)

    async def waitFor(self, actor, step):
        await asyncio.wait_for(
            self.perform(Actor(actor.name), step["body"]), step["delay"]
        )
        self.log(actor.name, "waitFor")

    async def waitForTask(self, actor, step):
        for task in self.others([step["task"]]):
            result = await asyncio.wait_for(task, step["delay"])
            self.log(actor.name, "waitForTask", result)

    async def waitForGet(self, actor, step):
        queue = self.queues[step["at"]]
        item = await asyncio.wait_for(queue.get(), step["delay"])
        self.got_count[step["at"]] += 1
        self.log(actor.name, "waitForGet", item, queue.qsize())

    # ---------------------------------------------------------- meeting points

    async def lock(self, actor, step):
        async with self.locks[step["at"]]:
            self.log(actor.name, "lock", step["at"])
            await self.perform(actor, step["body"])

    async def semaphore(self, actor, step):
        async with self.semaphores[step["at"]]:
            self.log(actor.name, "semaphore", step["at"])
            await self.perform(actor, step["body"])

    async def releaseSemaphore(self, actor, step):
        self.semaphores[step["at"]].release()
        self.released[step["at"]] += 1

    async def event(self, actor, step):
        event = self.events[step["at"]]
        if step["how"] == "set":
            event.set()
        elif step["how"] == "clear":
            event.clear()
        else:
            await event.wait()
        self.log(actor.name, step["how"], event.is_set())

    async def conditionWait(self, actor, step):
        at = step["at"]
        condition = self.conditions[at]
        async with condition:
            self.log(actor.name, "conditionWait", at)
            if step["forValue"]:
                old = self.values[at]
                await condition.wait_for(lambda: self.values[at] > old)
            else:
                await condition.wait()
            self.log(actor.name, "notified", self.values[at])

    async def notify(self, actor, step):
        condition = self.conditions[step["at"]]
        async with condition:
            self.values[step["at"]] += 1
            if step["count"] is None:
                condition.notify_all()
            else:
                condition.notify(step["count"])
            self.log(actor.name, "notify", step["count"])

    async def barrier(self, actor, step):
        barrier = self.barriers[step["at"]]
        index = None
        if step["how"] == "abort":
            await barrier.abort()
        elif step["how"] == "reset":
            await barrier.reset()
        else:
            index = await barrier.wait()
        self.log(
            actor.name, step["how"], index, barrier.n_waiting, barrier.broken
        )

    async def put(self, actor, step):
        queue = self.queues[step["at"]]
        item = next(self.items)
        if step["at"] == 2:
            item = item * 7 % 5
        if step["nowait"]:
            queue.put_nowait(item)
        else:
            await queue.put(item)
        self.put_count[step["at"]] += 1
        self.log(actor.name, "put", item, queue.qsize())

    async def get(self, actor, step):
        queue = self.queues[step["at"]]
        item = queue.get_nowait() if step["nowait"] else await queue.get()
        self.got_count[step["at"]] += 1
        self.log(actor.name, "got", item, queue.qsize())

    async def taskDone(self, actor, step):
        self.queues[step["at"]].task_done()

    async def join(self, actor, step):
        await self.queues[step["at"]].join()
        self.log(actor.name, "join", step["at"])

    async def shutdown(self, actor, step):
        self.queues[step["at"]].shutdown(step["immediate"])
        self.log(actor.name, "shutdown", step["immediate"])

    # ----------------------------------------------------------------- streams

    async def feed(self, actor, step):
        if not self.ended[step["at"]]:
            self.readers[step["at"]].feed_data(step["data"].encode())

    async def feedEof(self, actor, step):
        self.ended[step["at"]] = True
        self.readers[step["at"]].feed_eof()

    async def read(self, actor, step):
        reader = self.readers[step["at"]]
        how = step["how"]
        # A second reader can unseat the first, who then waits for ever.
        if self.reading[step["at"]]:
            return
        self.reading[step["at"]] = True

        def text(data):
            return json.dumps(data.decode())

        try:
            if how in ("read", "readexactly"):
                data = await getattr(reader, how)(step["count"])
            elif how == "readline":
                data = await reader.readline()
            else:
                data = await reader.readuntil((b"a\n", b"\r"))
            self.log(actor.name, how, text(data), reader.at_eof())
        except asyncio.IncompleteReadError as error:
            self.log(actor.name, how, error, text(error.partial))
        except asyncio.LimitOverrunError as error:
            self.log(actor.name, how, error, error.consumed)
        finally:
            self.reading[step["at"]] = False


# Words of Python.
setattr(Stage, "finally", Stage.finally_)
setattr(Stage, "await", Stage.await_)


def run(program):
    loop = VirtualLoop()
    try:
        stage = Stage(program, loop)
        loop.run_until_complete(stage.main())
        return stage.lines
    finally:
        loop.close()


logging.disable(logging.CRITICAL)
# A coroutine that is collected is closed: its `finally` runs, after the loop.
sys.unraisablehook = lambda unraisable: None
gc.disable()
for count, line in enumerate(sys.stdin):
    print(json.dumps(run(json.loads(line))), flush=True)
    if count % 100 == 99:
        gc.collect()
