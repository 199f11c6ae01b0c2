import asyncio

loops = 0


def loop_factory():
    global loops
    loops += 1
    return asyncio.SelectorEventLoop()


def run(main):
    # In Python 3.12: asyncio.run(main, loop_factory=loop_factory)
    with asyncio.Runner(loop_factory=loop_factory) as runner:
        return runner.run(main)


def step(name):
    return asyncio.sleep(0.01, name)


def js(value):
    return "true" if value else "false"


async def connect():
    heartbeat = asyncio.create_task(asyncio.sleep(60))
    await step("connect")
    return {"heartbeat": heartbeat}


task = run(connect())
print("heartbeat cancelled:", js(task["heartbeat"].cancelled()))
run(step("insert"))
run(step("search"))
print("run, run, run:", loops, "loops")

loops = 0


async def main():
    heartbeat = asyncio.create_task(asyncio.sleep(60))
    for name in ["connect", "insert", "search"]:
        await step(name)
    print("heartbeat cancelled:", js(heartbeat.cancelled()))


run(main())
print("one main:", loops, "loop")
