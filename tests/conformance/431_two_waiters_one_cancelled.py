# of two tasks that await one bare future, cancelling one cancels the future and so both; under shield only the one
import asyncio

async def direct(name, f):
    try:
        print(name, await f)
    except asyncio.CancelledError:
        print(name, "CancelledError", asyncio.current_task().cancelling())

async def shielded(name, f):
    try:
        print(name, await asyncio.shield(f))
    except asyncio.CancelledError:
        print(name, "CancelledError", asyncio.current_task().cancelling())

async def main():
    loop = asyncio.get_running_loop()
    for how in [direct, shielded]:
        f = loop.create_future()
        a = asyncio.create_task(how("a", f))
        b = asyncio.create_task(how("b", f))
        await asyncio.sleep(0)
        a.cancel()
        await asyncio.sleep(0)
        print("future cancelled", f.cancelled())
        if not f.done():
            f.set_result("value")
        await asyncio.wait([a, b])

asyncio.run(main())
