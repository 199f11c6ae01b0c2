# cancelling the task that stands in wait() cancels none of the tasks it waits for
import asyncio

async def w(name):
    try:
        await asyncio.sleep(0.04)
        print(name, "ends")
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise

async def waiter(ts):
    try:
        await asyncio.wait(ts)
    except asyncio.CancelledError:
        print("waiter cancelled", [t.done() for t in ts])
        raise

async def main():
    ts = [asyncio.create_task(w(n)) for n in ["a", "b"]]
    u = asyncio.create_task(waiter(ts))
    await asyncio.sleep(0.02)
    u.cancel()
    await asyncio.wait([u])
    done, pending = await asyncio.wait(ts)
    print(len(done), len(pending), u.cancelled())

asyncio.run(main())
