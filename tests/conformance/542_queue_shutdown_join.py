# (3.13+) after a plain shutdown() join() still waits until every item is taken and done
import asyncio

async def worker(q):
    while True:
        try:
            n = await q.get()
        except asyncio.QueueShutDown:
            print("worker ends")
            return
        await asyncio.sleep(0.02)
        print("done", n)
        q.task_done()

async def main():
    q = asyncio.Queue()
    for n in range(3):
        q.put_nowait(n)
    q.shutdown()
    t = asyncio.create_task(worker(q))
    await q.join()
    print("joined", t.done())
    await t

asyncio.run(main())
