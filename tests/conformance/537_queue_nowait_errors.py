# get_nowait() of an empty queue is QueueEmpty, put_nowait() to a full one QueueFull; maxsize 0 is never full
import asyncio

async def main():
    for q in [asyncio.Queue(1), asyncio.LifoQueue(1), asyncio.PriorityQueue(1)]:
        try:
            q.get_nowait()
        except asyncio.QueueEmpty as e:
            print(type(e).__name__, e.args)
        q.put_nowait(1)
        try:
            q.put_nowait(2)
        except asyncio.QueueFull as e:
            print(type(e).__name__, e.args)
        print(q.qsize(), q.maxsize, q.full(), q.get_nowait(), q.full())
    endless = asyncio.Queue(-1)
    for i in range(100):
        endless.put_nowait(i)
    print(endless.qsize(), endless.full(), endless.maxsize)

asyncio.run(main())
