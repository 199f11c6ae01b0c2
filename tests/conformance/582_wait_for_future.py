# wait_for of a bare future: expiry cancels it; a result in time is returned; an exception is raised
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    try:
        await asyncio.wait_for(f, 0.02)
    except TimeoutError:
        print("TimeoutError", f.cancelled())
    f = loop.create_future()
    loop.call_later(0.02, f.set_result, "result")
    print(await asyncio.wait_for(f, 1.0))
    f = loop.create_future()
    loop.call_later(0.02, f.set_exception, ValueError("failed"))
    try:
        await asyncio.wait_for(f, None)
    except ValueError as e:
        print(repr(e))
    f = loop.create_future()
    loop.call_later(0.02, f.cancel)
    try:
        await asyncio.wait_for(f, 1.0)
    except asyncio.CancelledError:
        print("CancelledError", asyncio.current_task().cancelling())

asyncio.run(main())
