# (3.13+) shutdown() of an empty queue wakes its getters with QueueShutDown, in order
import asyncio

async def getter(name, q):
    try:
        print(name, await q.get())
    except asyncio.QueueShutDown:
        print(name, "QueueShutDown")

async def main():
    q = asyncio.Queue()
    ts = [asyncio.create_task(getter(n, q)) for n in ["a", "b", "c"]]
    await asyncio.sleep(0)
    ts[1].cancel()
    q.shutdown()
    await asyncio.wait(ts)
    print([t.cancelled() for t in ts])
    await getter("late", q)
    try:
        q.get_nowait()
    except asyncio.QueueShutDown:
        print("get_nowait QueueShutDown")
    q.shutdown()

asyncio.run(main())
