# cancelling the caller of wait_for during the inner cleanup after expiry: the cleanup is cut short
import asyncio

async def inner():
    try:
        await asyncio.sleep(10.0)
    except asyncio.CancelledError:
        print("first")
        try:
            await asyncio.sleep(10.0)
        except asyncio.CancelledError as e:
            print("second", e.args)
            raise

async def caller():
    try:
        await asyncio.wait_for(inner(), 0.02)
    except TimeoutError:
        print("TimeoutError")
    except asyncio.CancelledError:
        print("CancelledError", asyncio.current_task().cancelling())
        raise

async def main():
    t = asyncio.create_task(caller())
    await asyncio.sleep(0.06)
    t.cancel("caller")
    await asyncio.wait([t])
    print(t.cancelled(), t.cancelling())

asyncio.run(main())
