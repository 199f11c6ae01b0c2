# a child that cancels the task that awaits it is cancelled first itself, at its next wait
import asyncio

async def child(parent):
    print("parent.cancel", parent.cancel("from child"))
    print("child goes on")
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print("child CancelledError", e.args, asyncio.current_task().cancelling())
        raise

async def parent():
    c = asyncio.create_task(child(asyncio.current_task()))
    try:
        await c
    except asyncio.CancelledError as e:
        print("parent CancelledError", e.args, asyncio.current_task().cancelling(), c.cancelled())
        raise

async def main():
    t = asyncio.create_task(parent())
    await asyncio.wait([t])
    print(t.cancelled())

asyncio.run(main())
