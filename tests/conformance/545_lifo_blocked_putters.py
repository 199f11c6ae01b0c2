# LifoQueue with a limit: waiting putters go on in order, the newest item comes out first
import asyncio

async def putter(n, q):
    await q.put(n)
    print("put", n)

async def main():
    q = asyncio.LifoQueue(2)
    ts = [asyncio.create_task(putter(n, q)) for n in range(5)]
    await asyncio.sleep(0)
    for _ in range(5):
        print("got", await q.get(), "left", q.qsize())
        await asyncio.sleep(0.02)
    await asyncio.wait(ts)

asyncio.run(main())
