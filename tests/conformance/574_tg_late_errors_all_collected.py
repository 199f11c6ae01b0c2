# errors that siblings raise while they are cancelled join the first one in the group, in order of completion
import asyncio

async def bad(name, delay):
    try:
        await asyncio.sleep(10.0)
    except asyncio.CancelledError:
        await asyncio.sleep(delay)
        raise KeyError(name)

async def first():
    await asyncio.sleep(0.02)
    raise ValueError("first")

async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(bad("late", 0.06))
            tg.create_task(bad("soon", 0.02))
            tg.create_task(first())
            tg.create_task(bad("middle", 0.04))
    except ExceptionGroup as eg:
        print(eg)
        print([repr(e) for e in eg.exceptions])

asyncio.run(main())
