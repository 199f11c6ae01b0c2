# body and children fail: the children's errors come first, in order of completion, the body's own last
import asyncio

async def bad(name, times):
    try:
        await asyncio.sleep(10.0)
    finally:
        for _ in range(times):
            await asyncio.sleep(0)
        raise ValueError(name)

async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(bad("slow", 3))
            tg.create_task(bad("quick", 1))
            await asyncio.sleep(0)
            raise ZeroDivisionError("body")
    except ExceptionGroup as eg:
        print(eg)
        print([repr(e) for e in eg.exceptions])
    print(asyncio.current_task().cancelling())

asyncio.run(main())
