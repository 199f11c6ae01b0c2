# a block that cancels its own task and takes it back: a foreign cancel passes, its own does not
import asyncio

async def block(delay, work):
    task = asyncio.current_task()
    own = False

    def expire():
        nonlocal own
        own = True
        task.cancel()

    handle = asyncio.get_running_loop().call_later(delay, expire)
    try:
        await asyncio.sleep(work)
        return "finished"
    except asyncio.CancelledError:
        if own and task.uncancel() == 0:
            return "expired"
        raise
    finally:
        handle.cancel()

async def main():
    print(await block(0.04, 0.02))
    print(await block(0.02, 0.04), asyncio.current_task().cancelling())
    t = asyncio.create_task(block(0.06, 10))
    await asyncio.sleep(0.02)
    t.cancel()
    await asyncio.wait([t])
    print("foreign", t.cancelled(), t.cancelling())
    u = asyncio.create_task(block(0.02, 10))
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_later(0.02, u.cancel)
    await asyncio.wait([u])
    print("both", u.cancelled(), u.cancelling())

asyncio.run(main())
