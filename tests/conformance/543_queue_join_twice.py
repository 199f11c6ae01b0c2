# several tasks join one queue; a queue that is worked off can be filled and joined again
import asyncio

async def joiner(name, q):
    await q.join()
    print(name, "joined")

async def main():
    q = asyncio.Queue()
    await q.join()
    print("an empty queue is joined at once")
    for n in range(2):
        await q.put(n)
        a = asyncio.create_task(joiner("a", q))
        b = asyncio.create_task(joiner("b", q))
        await asyncio.sleep(0)
        print("got", await q.get())
        print(a.done(), b.done())
        q.task_done()
        await asyncio.wait([a, b])

asyncio.run(main())
