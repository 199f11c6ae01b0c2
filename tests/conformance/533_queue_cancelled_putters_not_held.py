# putters that gave up by timeout put nothing later
import asyncio

async def main():
    q = asyncio.Queue(1)
    await q.put(0)
    for n in [1, 2]:
        try:
            await asyncio.wait_for(q.put(n), 0.02)
        except TimeoutError:
            print("TimeoutError", q.qsize())
    print(q.get_nowait())
    await asyncio.sleep(0.02)
    print(q.empty())
    q.put_nowait(3)
    print(await q.get())

asyncio.run(main())
