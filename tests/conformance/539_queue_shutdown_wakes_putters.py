# (3.13+) shutdown() of a full queue fails its waiting putters; what is in it can still be taken
import asyncio

async def putter(n, q):
    try:
        await q.put(n)
        print("put", n)
    except asyncio.QueueShutDown:
        print("QueueShutDown", n)

async def main():
    q = asyncio.Queue(1)
    q.put_nowait(0)
    ts = [asyncio.create_task(putter(n, q)) for n in [1, 2]]
    await asyncio.sleep(0)
    q.shutdown()
    try:
        q.put_nowait(3)
    except asyncio.QueueShutDown:
        print("put_nowait QueueShutDown")
    await asyncio.wait(ts)
    print(q.qsize(), await q.get())
    try:
        await q.get()
    except asyncio.QueueShutDown:
        print("get QueueShutDown")

asyncio.run(main())
