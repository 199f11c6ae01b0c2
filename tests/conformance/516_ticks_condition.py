# iterations from notify_all() and the release to each waiter of a condition
import asyncio

async def ticker(n):
    for i in range(n):
        print("tick", i)
        await asyncio.sleep(0)

async def w(name, cond):
    async with cond:
        await cond.wait()
        print(name)

async def main():
    cond = asyncio.Condition()
    ts = [asyncio.create_task(w(n, cond)) for n in ["a", "b", "c"]]
    await asyncio.sleep(0.02)
    tk = asyncio.create_task(ticker(8))
    async with cond:
        cond.notify_all()
        print("notified")
        await asyncio.sleep(0)
    print("released")
    await asyncio.wait([tk, *ts])

asyncio.run(main())
