# a child that swallows the cancel of a failing group ends with its value; the group waits for it
import asyncio

async def stubborn(log):
    try:
        await asyncio.sleep(10.0)
    except asyncio.CancelledError:
        log.append("swallowed")
    await asyncio.sleep(0.02)
    log.append("ended")
    return "value"

async def bad():
    raise ValueError("child")

async def main():
    log = []
    try:
        async with asyncio.TaskGroup() as tg:
            t = tg.create_task(stubborn(log))
            tg.create_task(bad())
    except ExceptionGroup as eg:
        log.append(str(eg))
    print(log)
    print(t.result(), t.cancelling(), t.cancelled())

asyncio.run(main())
