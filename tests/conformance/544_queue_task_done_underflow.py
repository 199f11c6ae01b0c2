# task_done() once more than there were items is a ValueError, for all three kinds of queue
import asyncio

async def main():
    for q in [asyncio.Queue(), asyncio.LifoQueue(), asyncio.PriorityQueue()]:
        try:
            q.task_done()
        except ValueError as e:
            print(e)
        await q.put(1)
        q.task_done()
        try:
            q.task_done()
        except ValueError as e:
            print(e)
        print(q.qsize())

asyncio.run(main())
