# tasks cancelled in one step get their CancelledError in the order of the cancel() calls, not of creation
import asyncio

async def w(name, delay):
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise
    finally:
        print(name, "finally")

async def main():
    ts = {n: asyncio.create_task(w(n, 1)) for n in ["a", "b", "c", "d"]}
    spin = asyncio.create_task(w("spin", 0))
    await asyncio.sleep(0)
    for n in ["c", "a", "d"]:
        ts[n].cancel()
    spin.cancel()
    ts["b"].cancel()
    await asyncio.wait([*ts.values(), spin])
    print(all(t.cancelled() for t in ts.values()), spin.cancelled())

asyncio.run(main())
