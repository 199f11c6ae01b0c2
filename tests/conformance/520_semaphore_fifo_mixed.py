# acquire() in several rounds with a release between them: strictly first come, first served
import asyncio

async def w(name, sem, log):
    await sem.acquire()
    log.append(name)

async def main():
    sem = asyncio.Semaphore(1)
    log = []
    a = asyncio.create_task(w("a", sem, log))
    b = asyncio.create_task(w("b", sem, log))
    await asyncio.sleep(0)
    print(log)
    sem.release()
    c = asyncio.create_task(w("c", sem, log))
    await asyncio.sleep(0)
    print(log)
    sem.release()
    sem.release()
    d = asyncio.create_task(w("d", sem, log))
    await asyncio.sleep(0)
    print(log, sem.locked())
    sem.release()
    await asyncio.wait([a, b, c, d])
    print(log, sem.locked())

asyncio.run(main())
