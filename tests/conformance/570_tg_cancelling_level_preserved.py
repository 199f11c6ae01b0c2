# a group that fails in a task which has been cancelled before gives back only its own cancel
import asyncio

async def bad():
    raise ValueError("child")

async def runner():
    task = asyncio.current_task()
    for _ in range(2):
        try:
            await asyncio.sleep(10.0)
        except asyncio.CancelledError:
            print("swallowed", task.cancelling())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(bad())
            await asyncio.sleep(10.0)
    except ExceptionGroup as eg:
        print(eg, task.cancelling())
    print(task.uncancel(), task.uncancel())

async def main():
    t = asyncio.create_task(runner())
    for _ in range(2):
        await asyncio.sleep(0)
        t.cancel()
    await t

asyncio.run(main())
