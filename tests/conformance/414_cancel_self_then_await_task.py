# a task that cancelled itself cancels the task it awaits next
import asyncio

async def nested(f):
    try:
        await f
    except asyncio.CancelledError:
        print("nested cancelled")
        raise

async def coro(n):
    await asyncio.sleep(0)
    asyncio.current_task().cancel("me")
    try:
        await n
    except asyncio.CancelledError as e:
        print("coro cancelled", e.args)
        raise

async def main():
    f = asyncio.get_running_loop().create_future()
    n = asyncio.create_task(nested(f))
    t = asyncio.create_task(coro(n))
    await asyncio.wait([t])
    print(t.cancelled(), n.cancelled(), f.cancelled())

asyncio.run(main())
