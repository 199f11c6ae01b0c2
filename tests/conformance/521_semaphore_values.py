# a semaphore that starts at 0 is locked; a negative value is a ValueError; a bounded one refuses too many releases
import asyncio

async def main():
    sem = asyncio.Semaphore(0)
    print(sem.locked())
    sem.release()
    print(sem.locked())
    for _ in range(3):
        sem.release()
    for _ in range(4):
        await sem.acquire()
    print(sem.locked())
    try:
        asyncio.Semaphore(-1)
    except ValueError as e:
        print(e)
    bounded = asyncio.BoundedSemaphore(2)
    await bounded.acquire()
    bounded.release()
    try:
        bounded.release()
    except ValueError as e:
        print(e)
    print(bounded.locked())

asyncio.run(main())
