# a get() lets the first of two waiting putters put; both items come out in the order of the puts
import asyncio

async def main():
    q = asyncio.Queue(1)
    a = asyncio.create_task(q.put("a"))
    b = asyncio.create_task(q.put("b"))
    c = asyncio.create_task(q.put("c"))
    await asyncio.sleep(0)
    print(a.done(), b.done(), c.done(), q.full())
    print(await q.get(), b.done())
    await asyncio.sleep(0)
    print(a.done(), b.done(), c.done())
    print(await q.get())
    print(await q.get())
    print(b.done(), c.done(), q.empty())

asyncio.run(main())
