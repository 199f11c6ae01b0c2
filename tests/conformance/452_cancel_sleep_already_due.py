# a sleep that is already due when an earlier timer of the same iteration cancels it: one CancelledError, an iteration later
import asyncio

async def w(log):
    try:
        await asyncio.sleep(0.02)
        log.append("slept")
    except asyncio.CancelledError:
        log.append("cancelled")
    task = asyncio.current_task()
    task.cancel()
    try:
        await asyncio.sleep(0)
        log.append("second cancel was lost")
    except asyncio.CancelledError:
        log.append("cancelled again")
    return task.cancelling()

async def main():
    loop = asyncio.get_running_loop()
    when = loop.time() + 0.02
    log = []
    loop.call_at(when - 0.001, lambda: t.cancel())
    t = asyncio.create_task(w(log))
    loop.call_at(when + 0.02, lambda: loop.call_soon(log.append, "soon"))
    await asyncio.sleep(0)
    loop.call_soon(block, 0.06)
    print(await t, log)
    await asyncio.sleep(0.02)
    print(log)

def block(seconds):
    import time
    time.sleep(seconds)

asyncio.run(main())
