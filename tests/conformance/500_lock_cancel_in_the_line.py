# cancelling waiters in the middle of a lock's line keeps the order of the rest
import asyncio

async def w(name, lock):
    try:
        async with lock:
            print(name, "in")
            await asyncio.sleep(0)
    except asyncio.CancelledError:
        print(name, "cancelled", asyncio.current_task().cancelling())
        raise

async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    ts = [asyncio.create_task(w(n, lock)) for n in ["a", "b", "c", "d", "e"]]
    await asyncio.sleep(0)
    ts[1].cancel()
    ts[3].cancel()
    lock.release()
    print("released", lock.locked())
    await asyncio.wait(ts)
    print([t.cancelled() for t in ts], lock.locked())

asyncio.run(main())
