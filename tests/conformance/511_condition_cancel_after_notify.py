# (3.13+) a notified waiter that is cancelled passes its notification on to another one
import asyncio

async def w(name, cond):
    try:
        async with cond:
            await cond.wait()
            print(name, "notified")
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise

async def main():
    cond = asyncio.Condition()
    ts = [asyncio.create_task(w(n, cond)) for n in ["a", "b", "c"]]
    await asyncio.sleep(0)
    async with cond:
        cond.notify()
        ts[0].cancel()
    await asyncio.sleep(0.02)
    print([t.done() for t in ts])
    async with cond:
        cond.notify_all()
    await asyncio.wait(ts)
    print([t.cancelled() for t in ts])

asyncio.run(main())
