# iterations in which the waiters of a semaphore go on: two releases in one step, then one each
import asyncio

async def ticker(n):
    for i in range(n):
        print("tick", i)
        await asyncio.sleep(0)

async def w(name, sem):
    async with sem:
        print(name, "in")
        await asyncio.sleep(0)
    print(name, "out")

async def main():
    sem = asyncio.Semaphore(2)
    await sem.acquire()
    await sem.acquire()
    ts = [asyncio.create_task(w(n, sem)) for n in ["a", "b", "c", "d", "e"]]
    await asyncio.sleep(0)
    tk = asyncio.create_task(ticker(7))
    sem.release()
    sem.release()
    await asyncio.wait([tk, *ts])

asyncio.run(main())
