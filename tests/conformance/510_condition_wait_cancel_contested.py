# a waiter of a condition that is cancelled while another holds the lock ends only once it has the lock
import asyncio

async def w(cond, log):
    async with cond:
        try:
            await cond.wait()
        except asyncio.CancelledError:
            log.append(f"cancelled, locked {cond.locked()!s}")
            raise
        finally:
            log.append("leaving")

async def main():
    cond = asyncio.Condition()
    log = []
    t = asyncio.create_task(w(cond, log))
    await asyncio.sleep(0)
    await cond.acquire()
    t.cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(log, t.done())
    cond.release()
    await asyncio.wait([t])
    print(log, t.cancelled(), cond.locked())

asyncio.run(main())
