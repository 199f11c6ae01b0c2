# a child fails and the parent is cancelled in one step: the group comes out and the cancel stays counted
import asyncio

async def bad():
    await asyncio.sleep(0)
    raise ValueError("child")

async def runner():
    task = asyncio.current_task()
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(bad())
            await asyncio.sleep(10.0)
    except ExceptionGroup as eg:
        print(repr(eg.exceptions[0]), task.cancelling())
    except asyncio.CancelledError:
        print("CancelledError", task.cancelling())
    try:
        await asyncio.sleep(0)
        print("went on")
    except asyncio.CancelledError:
        print("CancelledError", task.cancelling())

async def main():
    t = asyncio.create_task(runner())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t.cancel()
    await t
    print(t.cancelling())

asyncio.run(main())
