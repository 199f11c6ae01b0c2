# a waiter whose acquire() was granted and then cancelled lets the next one in
import asyncio

async def w(name, lock):
    await lock.acquire()
    print(name, "has it")

async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    a = asyncio.create_task(w("a", lock))
    b = asyncio.create_task(w("b", lock))
    c = asyncio.create_task(w("c", lock))
    await asyncio.sleep(0)
    lock.release()
    await asyncio.sleep(0)
    a.cancel()
    print("a done", a.done(), "locked", lock.locked())
    lock.release()
    b.cancel()
    await asyncio.wait([a, b, c])
    print(a.cancelled(), b.cancelled(), c.cancelled(), lock.locked())

asyncio.run(main())
