# a free lock whose waiters are all cancelled is taken at once, although they still stand in line
import asyncio

async def w(name, lock):
    try:
        async with lock:
            print(name, "has it")
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise

async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    a = asyncio.create_task(w("a", lock))
    b = asyncio.create_task(w("b", lock))
    await asyncio.sleep(0)
    a.cancel()
    lock.release()
    b.cancel()
    await lock.acquire()
    print("main has it, a done", a.done())
    lock.release()
    await asyncio.wait([a, b])
    print(a.cancelled(), b.cancelled(), lock.locked())

asyncio.run(main())
