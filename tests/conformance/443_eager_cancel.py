# (3.12+) cancelling eager tasks: after the first step as usual; a task that cancels itself in its eager step
import asyncio

async def w():
    try:
        print("begins")
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print("CancelledError", e.args)
        raise

async def selfish():
    asyncio.current_task().cancel("self")
    print("goes on")
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print("selfish CancelledError", e.args)
        raise

async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    t = asyncio.create_task(w())
    print("cancel", t.cancel("now"))
    try:
        await t
    except asyncio.CancelledError:
        print(t.cancelled(), t.cancelling())
    s = asyncio.create_task(selfish())
    try:
        await s
    except asyncio.CancelledError:
        print(s.cancelled(), s.cancelling())

asyncio.run(main())
