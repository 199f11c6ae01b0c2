# the holder releases and the woken waiter is cancelled in one step: nobody is left with the lock
import asyncio

async def w(name, lock):
    try:
        await lock.acquire()
        print(name, "acquired")
    except asyncio.CancelledError as e:
        print(name, "cancelled", e.args)
        raise

async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    t = asyncio.create_task(w("t", lock))
    await asyncio.sleep(0)
    lock.release()
    t.cancel("race")
    print("locked", lock.locked())
    try:
        await t
    except asyncio.CancelledError as e:
        print("awaiter", e.args)
    print("locked", lock.locked())
    await lock.acquire()
    print("free again")

asyncio.run(main())
