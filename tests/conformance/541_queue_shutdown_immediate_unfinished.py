# (3.13+) shutdown(immediate=True) counts only what it throws away as done: join() waits for what was taken
import asyncio

async def joiner(q):
    await q.join()
    print("joined")

async def main():
    q = asyncio.Queue()
    for n in range(4):
        q.put_nowait(n)
    print(await q.get(), await q.get())
    j = asyncio.create_task(joiner(q))
    await asyncio.sleep(0)
    q.shutdown(True)
    await asyncio.sleep(0.02)
    print("done", j.done())
    q.task_done()
    await asyncio.sleep(0.02)
    print("done", j.done())
    q.task_done()
    await j
    try:
        q.task_done()
    except ValueError as e:
        print(e)

asyncio.run(main())
