# a getter cancelled in the step in which an item arrives: the item goes to the next getter
import asyncio

async def getter(name, q):
    try:
        print(name, await q.get())
    except asyncio.CancelledError:
        print(name, "cancelled", q.qsize())
        raise

async def main():
    q = asyncio.Queue()
    a = asyncio.create_task(getter("a", q))
    b = asyncio.create_task(getter("b", q))
    await asyncio.sleep(0)
    q.put_nowait(1)
    a.cancel()
    await asyncio.wait([a, b])
    print(a.cancelled(), b.cancelled(), q.qsize())

asyncio.run(main())
