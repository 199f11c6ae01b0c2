# getters that gave up by timeout get nothing that comes later
import asyncio

async def main():
    q = asyncio.Queue(2)
    for _ in range(3):
        try:
            await asyncio.wait_for(q.get(), 0.02)
        except TimeoutError:
            print("TimeoutError", q.qsize())
    await q.put(1)
    await q.put(2)
    print(q.full(), await q.get(), await q.get(), q.empty())

asyncio.run(main())
