# PriorityQueue with a limit: the smallest of those inside comes out, a smaller one outside has to wait
import asyncio

async def putter(n, q):
    await q.put(n)
    print("put", n)

async def main():
    q = asyncio.PriorityQueue(2)
    ts = [asyncio.create_task(putter(n, q)) for n in [5, 4, 1, 3, 2]]
    await asyncio.sleep(0)
    got = []
    for _ in range(5):
        got.append(await q.get())
        await asyncio.sleep(0.02)
    print(got)
    await asyncio.wait(ts)

asyncio.run(main())
