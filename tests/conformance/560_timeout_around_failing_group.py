# timeout() around a TaskGroup whose child fails while it is cancelled: the group comes out, not TimeoutError
import asyncio

async def bad():
    try:
        await asyncio.sleep(10.0)
    finally:
        raise ValueError("in cleanup")

async def main():
    try:
        async with asyncio.timeout(0.02) as cm:
            async with asyncio.TaskGroup() as tg:
                tg.create_task(bad())
                tg.create_task(asyncio.sleep(10.0))
    except ExceptionGroup as eg:
        print(eg, [repr(e) for e in eg.exceptions])
        print(cm.expired(), asyncio.current_task().cancelling())
    await asyncio.sleep(0)
    print("no cancel is left")

asyncio.run(main())
