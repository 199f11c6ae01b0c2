# a lock released with a waiter in line is not for the one who releases it: the next acquire() stands behind
import asyncio

async def waiter(lock, log):
    await lock.acquire()
    log.append("waiter")
    lock.release()

async def main():
    lock = asyncio.Lock()
    log = []
    await lock.acquire()
    ts = [asyncio.create_task(waiter(lock, log)) for _ in range(2)]
    await asyncio.sleep(0)
    for i in range(2):
        lock.release()
        await lock.acquire()
        log.append(f"main {i}")
    lock.release()
    await asyncio.wait(ts)
    print(log)

asyncio.run(main())
