# iterations that a blocked putter needs, and those of a getter, both at a queue of one
import asyncio

async def ticker(n):
    for i in range(n):
        print("tick", i)
        await asyncio.sleep(0)

async def producer(q):
    for i in range(4):
        await q.put(i)
        print("put", i)

async def consumer(q):
    for _ in range(4):
        print("got", await q.get())

async def main():
    q = asyncio.Queue(1)
    tk = asyncio.create_task(ticker(8))
    p = asyncio.create_task(producer(q))
    c = asyncio.create_task(consumer(q))
    await asyncio.wait([tk, p, c])

asyncio.run(main())
