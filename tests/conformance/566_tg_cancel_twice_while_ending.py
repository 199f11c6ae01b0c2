# a second cancel while the group waits for its children's cleanup does not cancel them again
import asyncio

async def child(log):
    try:
        await asyncio.sleep(10.0)
    except asyncio.CancelledError:
        log.append("cleanup")
        await asyncio.sleep(0.06)
        log.append("cleaned up")
        raise

async def runner(log):
    async with asyncio.TaskGroup() as tg:
        tg.create_task(child(log))

async def main():
    log = []
    t = asyncio.create_task(runner(log))
    await asyncio.sleep(0.02)
    t.cancel("one")
    await asyncio.sleep(0.02)
    t.cancel("two")
    try:
        await t
    except asyncio.CancelledError as e:
        print(e.args, t.cancelling())
    print(log)

asyncio.run(main())
