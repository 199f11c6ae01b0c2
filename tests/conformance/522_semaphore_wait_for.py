# acquire() of a semaphore under wait_for: those who give up leave no trace in the line
import asyncio

async def attempt(name, sem, limit):
    try:
        await asyncio.wait_for(sem.acquire(), limit)
        print(name, "acquired")
    except TimeoutError:
        print(name, "TimeoutError")

async def main():
    sem = asyncio.Semaphore(1)
    await sem.acquire()
    ts = [asyncio.create_task(attempt(n, sem, d)) for n, d in [("a", 0.04), ("b", 1.0), ("c", 0.02), ("d", 1.0)]]
    await asyncio.sleep(0.08)
    sem.release()
    await asyncio.sleep(0.02)
    print([t.done() for t in ts], sem.locked())
    sem.release()
    await asyncio.wait(ts)
    print(sem.locked())

asyncio.run(main())
