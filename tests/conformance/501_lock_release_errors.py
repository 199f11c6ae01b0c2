# releasing a free lock is a RuntimeError; a lock may be released by a task that does not hold it
import asyncio

async def w(lock):
    await lock.acquire()
    print("w has it")

async def main():
    lock = asyncio.Lock()
    try:
        lock.release()
    except RuntimeError as e:
        print(e)
    await lock.acquire()
    t = asyncio.create_task(w(lock))
    await asyncio.sleep(0)
    lock.release()
    await t
    print("locked", lock.locked())
    lock.release()
    try:
        lock.release()
    except RuntimeError as e:
        print(e, "| locked", lock.locked())

asyncio.run(main())
