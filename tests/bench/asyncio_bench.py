"""The workloads on CPython's asyncio; with UVLOOP=1 on uvloop's loop."""

import asyncio
import json
import os
import statistics
import sys
import time

if os.environ.get("UVLOOP"):
    import uvloop

    def run(main):
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(main)
else:
    run = asyncio.run

CONNECTIONS = 50
MESSAGE = bytes(1024)


def delay(i):
    """Seconds: over 0 to 100 ms in an order that is no order."""
    return i * 7919 % 100_000 / 1_000_000


async def noop():
    pass


async def spin(n):
    for _ in range(n):
        await asyncio.sleep(0)


async def switch1000(n):
    await asyncio.gather(*(spin(n // 1000) for _ in range(1000)))


async def spawn(n):
    await asyncio.gather(*(noop() for _ in range(n)))


async def taskgroup(n):
    async with asyncio.TaskGroup() as group:
        for _ in range(n):
            group.create_task(noop())


async def transfer(n, pairs, maxsize):
    queue = asyncio.Queue(maxsize)

    async def produce():
        for i in range(n // pairs):
            await queue.put(i)

    async def consume():
        for _ in range(n // pairs):
            await queue.get()

    both = [coro() for _ in range(pairs) for coro in (produce, consume)]
    await asyncio.gather(*both)


def queue1(n):
    return transfer(n, 1, 16)


def queue10(n):
    return transfer(n, 10, 64)


async def semaphore(n):
    permits = asyncio.Semaphore(10)

    async def use():
        for _ in range(100):
            async with permits:
                await asyncio.sleep(0)

    await asyncio.gather(*(use() for _ in range(n // 100)))


async def timers(n):
    await asyncio.gather(*(asyncio.sleep(delay(i)) for i in range(n)))


async def forever():
    await asyncio.get_running_loop().create_future()


async def cancel(n):
    tasks = [asyncio.create_task(forever()) for _ in range(n)]
    await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def wait_for(n):
    for _ in range(n):
        await asyncio.wait_for(noop(), 1)


async def timeout(n):
    for _ in range(n):
        async with asyncio.timeout(1):
            await asyncio.sleep(0)


async def deep(depth):
    if depth > 0:
        await deep(depth - 1)
    else:
        await asyncio.sleep(0)


async def chain(n):
    for _ in range(n):
        await deep(100)


async def call_soon(n):
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    left = n

    def callback():
        nonlocal left
        left -= 1
        if left == 0:
            done.set_result(None)

    for _ in range(n):
        loop.call_soon(callback)
    await done


async def call_soon_chain(n):
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    left = n

    def callback():
        nonlocal left
        left -= 1
        if left == 0:
            done.set_result(None)
        else:
            loop.call_soon(callback)

    loop.call_soon(callback)
    await done


async def event(n):
    event = asyncio.Event()

    async def wait():
        for _ in range(20):
            await event.wait()

    waiters = asyncio.gather(*(wait() for _ in range(n // 20)))
    for _ in range(20):
        await asyncio.sleep(0)
        event.set()
        event.clear()
    await waiters


async def serve(reader, writer):
    try:
        while True:
            writer.write(await reader.readexactly(len(MESSAGE)))
    except asyncio.IncompleteReadError:
        writer.close()


async def talk(port, rounds):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for _ in range(rounds):
        writer.write(MESSAGE)
        await reader.readexactly(len(MESSAGE))
    writer.close()
    await writer.wait_closed()


async def echo(n):
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    rounds = n // CONNECTIONS
    await asyncio.gather(*(talk(port, rounds) for _ in range(CONNECTIONS)))
    server.close()


async def serve_streams(reader, writer):
    try:
        while True:
            writer.write(await reader.readexactly(len(MESSAGE)))
            await writer.drain()
    except asyncio.IncompleteReadError:
        writer.close()


async def talk_streams(port, rounds):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for _ in range(rounds):
        writer.write(MESSAGE)
        await writer.drain()
        await reader.readexactly(len(MESSAGE))
    writer.close()
    await writer.wait_closed()


async def streams(n):
    server = await asyncio.start_server(serve_streams, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    rounds = n // CONNECTIONS
    await asyncio.gather(
        *(talk_streams(port, rounds) for _ in range(CONNECTIONS))
    )
    server.close()


async def fairness(count, for_ms):
    """An echo's median beside `count` tasks that spin, in milliseconds."""
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    tasks = [asyncio.create_task(spin(1 << 60)) for _ in range(count)]
    echoes, late = [], []
    end = time.perf_counter() + for_ms / 1000
    loop = asyncio.get_running_loop()

    def tick(began):
        now = time.perf_counter()
        late.append((now - began) * 1000 - 10)
        if now < end:
            loop.call_later(0.01, tick, now)

    loop.call_later(0.01, tick, time.perf_counter())
    while time.perf_counter() < end:
        began = time.perf_counter()
        writer.write(MESSAGE)
        await reader.readexactly(len(MESSAGE))
        echoes.append((time.perf_counter() - began) * 1000)
    print(json.dumps({
        "echo": statistics.median(echoes),
        "late": statistics.median(late),
        "lateMost": max(late),
    }), flush=True)
    os._exit(0)


def rss():
    """Resident bytes of this process."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


async def memory(n):
    before = rss()
    tasks = [asyncio.create_task(forever()) for _ in range(n)]
    await asyncio.sleep(0)
    print((rss() - before) / len(tasks), flush=True)
    os._exit(0)


def run_noop(n):
    for _ in range(n):
        run(noop())


def on_a_loop(workload):
    return lambda n: run(workload(n))


WORKLOADS = {
    "switch1": on_a_loop(spin),
    "switch1000": on_a_loop(switch1000),
    "spawn": on_a_loop(spawn),
    "taskgroup": on_a_loop(taskgroup),
    "queue1": on_a_loop(queue1),
    "queue10": on_a_loop(queue10),
    "semaphore": on_a_loop(semaphore),
    "timers": on_a_loop(timers),
    "cancel": on_a_loop(cancel),
    "waitFor": on_a_loop(wait_for),
    "timeout": on_a_loop(timeout),
    "run": run_noop,
    "chain": on_a_loop(chain),
    "callSoon": on_a_loop(call_soon),
    "callSoonChain": on_a_loop(call_soon_chain),
    "event": on_a_loop(event),
    "echo": on_a_loop(echo),
    "streams": on_a_loop(streams),
}


def measure(workload, n, count):
    """The same schedule of runs as `_worker.ts`; nanoseconds an operation."""
    runs, took, began = 0, 0.0, time.perf_counter()
    while took < 0.06 or (runs < 3 and took < 1):
        workload(n)
        runs += 1
        took = time.perf_counter() - began
    repeat = max(1, -(-20 * runs // int(took * 1000)))
    samples = []
    for _ in range(count):
        wall, cpu = time.perf_counter_ns(), time.process_time_ns()
        for _ in range(repeat):
            workload(n)
        ops = n * repeat
        samples.append({
            "cpu": (time.process_time_ns() - cpu) / ops,
            "wall": (time.perf_counter_ns() - wall) / ops,
        })
    print(json.dumps(samples))


if __name__ == "__main__":
    mode, *numbers = sys.argv[1:]
    if mode == "memory":
        run(memory(int(numbers[0])))
    elif mode == "fairness":
        run(fairness(*map(int, numbers)))
    else:
        measure(WORKLOADS[mode], *map(int, numbers))
