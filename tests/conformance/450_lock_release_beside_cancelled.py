# release() while the first waiter is cancelled but has not run yet: that waiter passes the lock on when it runs
import asyncio

async def ticker(n):
    for i in range(n):
        print("tick", i)
        await asyncio.sleep(0)

async def holder(lock):
    await lock.acquire()
    await asyncio.sleep(0)
    lock.release()
    print("released")
    await asyncio.sleep(0)
    print("holder goes on")

async def w(name, lock):
    try:
        async with lock:
            print(name, "has it")
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise

async def main():
    lock = asyncio.Lock()
    tk = asyncio.create_task(ticker(5))
    h = asyncio.create_task(holder(lock))
    a = asyncio.create_task(w("a", lock))
    b = asyncio.create_task(w("b", lock))
    asyncio.get_running_loop().call_soon(a.cancel)
    await asyncio.wait([h, a, b, tk])
    print("locked", lock.locked())

asyncio.run(main())
