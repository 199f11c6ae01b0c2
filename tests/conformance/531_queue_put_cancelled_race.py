# a putter cancelled in the step in which a place becomes free: the next putter gets it
import asyncio

async def putter(n, q):
    try:
        await q.put(n)
        print("put", n)
    except asyncio.CancelledError:
        print("cancelled", n)
        raise

async def main():
    q = asyncio.Queue(1)
    q.put_nowait(0)
    ts = [asyncio.create_task(putter(n, q)) for n in [1, 2, 3]]
    await asyncio.sleep(0)
    print("got", q.get_nowait())
    ts[0].cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print([t.done() for t in ts], q.qsize())
    print("got", await q.get())
    await asyncio.wait(ts)
    print("got", q.get_nowait(), q.empty())

asyncio.run(main())
