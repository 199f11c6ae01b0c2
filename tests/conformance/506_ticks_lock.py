# iterations from release() to the waiters of a lock, each of which releases at once
import asyncio

async def ticker(n):
    for i in range(n):
        print("tick", i)
        await asyncio.sleep(0)

async def w(name, lock):
    async with lock:
        print(name)

async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    ts = [asyncio.create_task(w(n, lock)) for n in ["a", "b", "c"]]
    await asyncio.sleep(0)
    tk = asyncio.create_task(ticker(5))
    lock.release()
    print("released")
    await lock.acquire()
    print("main again")
    await asyncio.wait([tk, *ts])

asyncio.run(main())
