# four putters at a queue of two, its getters late: the order in which everyone goes on
import asyncio

async def putter(n, q, log):
    await q.put(n)
    log.append(f"put {n}")

async def getter(q, log, times):
    for _ in range(times):
        log.append(f"got {await q.get()}")

async def main():
    q = asyncio.Queue(2)
    log = []
    await asyncio.gather(putter(0, q, log), putter(1, q, log), putter(2, q, log), putter(3, q, log), getter(q, log, 4))
    print(log, q.qsize())

asyncio.run(main())
