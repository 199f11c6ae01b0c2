# (3.13+) shutdown(immediate=True) throws away what is in the queue and lets join() go on
import asyncio

async def joiner(q):
    await q.join()
    print("joined")

async def main():
    for q in [asyncio.Queue(), asyncio.LifoQueue(), asyncio.PriorityQueue()]:
        for n in [3, 1, 2]:
            q.put_nowait(n)
        j = asyncio.create_task(joiner(q))
        await asyncio.sleep(0)
        q.shutdown(True)
        print(q.qsize(), q.empty())
        await j
        try:
            q.get_nowait()
        except asyncio.QueueShutDown:
            print("QueueShutDown")
        try:
            q.task_done()
        except ValueError as e:
            print(e)

asyncio.run(main())
