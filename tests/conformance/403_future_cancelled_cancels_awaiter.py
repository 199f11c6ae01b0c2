# cancelling a bare future cancels the task that awaits it, without any cancel() of the task
import asyncio

async def waiter(name, f):
    try:
        await f
    except asyncio.CancelledError as e:
        print(name, "CancelledError", e.args, asyncio.current_task().cancelling())
        if name == "raises":
            raise
    return name

async def main():
    f = asyncio.get_running_loop().create_future()
    a = asyncio.create_task(waiter("raises", f))
    b = asyncio.create_task(waiter("swallows", f))
    await asyncio.sleep(0)
    print("cancel", f.cancel("gone"), f.cancelled(), f.done())
    print("again", f.cancel())
    await asyncio.wait([a, b])
    print(a.cancelled(), b.cancelled(), b.result())

asyncio.run(main())
