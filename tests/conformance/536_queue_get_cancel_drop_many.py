# many pending getters, all but one cancelled: a put wakes the one that is left
import asyncio

async def reader(name, q):
    try:
        return name + " " + await q.get()
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise

async def main():
    q = asyncio.Queue()
    rs = [asyncio.create_task(reader(n, q)) for n in ["a", "b", "c", "d"]]
    await asyncio.sleep(0)
    for r in rs[0], rs[1], rs[3]:
        r.cancel()
    q.put_nowait("item")
    results = await asyncio.gather(*rs, return_exceptions=True)
    print([type(r).__name__ for r in results], results[2])
    q.put_nowait("other")
    print(q.qsize())

asyncio.run(main())
