# two permits, two woken waiters, both cancelled: the permits are free again
import asyncio

async def w(sem):
    await sem.acquire()

async def main():
    sem = asyncio.Semaphore(2)
    await sem.acquire()
    await sem.acquire()
    ts = [asyncio.create_task(w(sem)) for _ in range(2)]
    await asyncio.sleep(0)
    sem.release()
    sem.release()
    print("locked", sem.locked())
    for t in ts:
        t.cancel()
    print("locked", sem.locked())
    await asyncio.wait(ts)
    print("locked", sem.locked())
    await sem.acquire()
    print("locked", sem.locked())
    await sem.acquire()
    print("locked", sem.locked())

asyncio.run(main())
