# Runner: leftovers of several runs end at close(), each with its own cleanup, before the loop is closed
import asyncio

async def bg(name, delay):
    try:
        await asyncio.sleep(10.0)
    finally:
        await asyncio.sleep(delay)
        print(name, "cleaned up", asyncio.get_running_loop().is_closed())

async def start(name, delay):
    ts.append(asyncio.create_task(bg(name, delay)))
    await asyncio.sleep(0)

ts = []
with asyncio.Runner() as runner:
    loop = runner.get_loop()
    runner.run(start("a", 0.06))
    runner.run(start("b", 0.02))
    runner.run(start("c", 0.04))
    print([t.done() for t in ts], runner.get_loop() is loop)
print([t.cancelled() for t in ts], loop.is_closed())
