# wait_for(lock.acquire()) that times out leaves the line; one that gets it in time keeps it
import asyncio

async def holder(lock, delay):
    async with lock:
        await asyncio.sleep(delay)

async def attempt(name, lock, limit):
    try:
        await asyncio.wait_for(lock.acquire(), limit)
        print(name, "acquired")
        lock.release()
    except TimeoutError:
        print(name, "TimeoutError", lock.locked())

async def main():
    lock = asyncio.Lock()
    h = asyncio.create_task(holder(lock, 0.1))
    await asyncio.sleep(0)
    ts = [asyncio.create_task(attempt(n, lock, d)) for n, d in [("a", 0.06), ("b", 0.02), ("c", 1.0), ("d", 1.0)]]
    await asyncio.wait([h, *ts])
    await attempt("now", lock, 0)
    print(lock.locked())

asyncio.run(main())
