# two conditions on one lock: notifying one leaves the waiters of the other asleep
import asyncio

async def w(name, cond):
    async with cond:
        await cond.wait()
        print(name)

async def main():
    lock = asyncio.Lock()
    full, empty = asyncio.Condition(lock), asyncio.Condition(lock)
    a = asyncio.create_task(w("full", full))
    b = asyncio.create_task(w("empty", empty))
    await asyncio.sleep(0)
    async with lock:
        print(full.locked(), empty.locked())
        empty.notify_all()
    await asyncio.sleep(0.02)
    print(a.done(), b.done())
    async with empty:
        full.notify()
    await a
    print(lock.locked())

asyncio.run(main())
