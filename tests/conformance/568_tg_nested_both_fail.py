# inner and outer group fail at the same time: the inner group is one of the outer's errors
import asyncio

async def bad(message, delay):
    await asyncio.sleep(delay)
    raise ValueError(message)

async def main():
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(bad("outer", 0))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(bad("inner", 0))
                await asyncio.sleep(10.0)
    except ExceptionGroup as eg:
        print(eg)
        for e in eg.exceptions:
            print(repr(e.exceptions[0]) if isinstance(e, ExceptionGroup) else repr(e))
    print(asyncio.current_task().cancelling())
    await asyncio.sleep(0)
    print("no cancel is left")

asyncio.run(main())
