# two tasks take turns at their own generators over one queue; each generator ends when the queue is shut down
import asyncio

async def items(q):
    while True:
        try:
            n = await q.get()
        except asyncio.QueueShutDown:
            return
        yield n

async def consumer(name, q):
    async for n in items(q):
        print(name, n)
        await asyncio.sleep(0)
    print(name, "ends")

async def main():
    q = asyncio.Queue(2)
    async with asyncio.TaskGroup() as tg:
        tg.create_task(consumer("a", q))
        tg.create_task(consumer("b", q))
        for n in range(6):
            await q.put(n)
        q.shutdown()
    print(q.empty())

asyncio.run(main())
