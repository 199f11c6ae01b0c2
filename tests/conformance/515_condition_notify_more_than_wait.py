# notify(n) for more than there are wakes those who wait; a notify without a waiter is lost
import asyncio

async def w(name, cond):
    async with cond:
        print(name, await cond.wait())

async def main():
    cond = asyncio.Condition()
    async with cond:
        cond.notify(5)
        cond.notify_all()
    ts = [asyncio.create_task(w(n, cond)) for n in ["a", "b"]]
    await asyncio.sleep(0.02)
    print([t.done() for t in ts])
    async with cond:
        cond.notify(0)
    await asyncio.sleep(0.02)
    print([t.done() for t in ts])
    async with cond:
        cond.notify(10)
    await asyncio.wait(ts)
    print(cond.locked())

asyncio.run(main())
