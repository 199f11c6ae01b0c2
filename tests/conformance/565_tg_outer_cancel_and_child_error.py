# (3.13+) cancelled from outside while a child fails in its cleanup: the group comes out, the cancel at the next wait
import asyncio

async def bad():
    try:
        await asyncio.sleep(10.0)
    finally:
        raise ValueError("cleanup")

async def runner():
    task = asyncio.current_task()
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(bad())
    except ExceptionGroup as eg:
        print(repr(eg.exceptions[0]), task.cancelling())
    try:
        await asyncio.sleep(0)
        print("not reached")
    except asyncio.CancelledError:
        print("CancelledError", task.cancelling())
        raise

async def main():
    t = asyncio.create_task(runner())
    await asyncio.sleep(0.02)
    t.cancel()
    await asyncio.wait([t])
    print(t.cancelled(), t.cancelling())

asyncio.run(main())
