# a cancel requested in the last step, with no await after it, ends the task cancelled
import asyncio

async def w():
    asyncio.current_task().cancel("too late")
    print("last step")
    return "value"

async def raises():
    asyncio.current_task().cancel()
    raise ValueError("wins")

async def main():
    t = asyncio.create_task(w())
    try:
        print("result", await t)
    except asyncio.CancelledError as e:
        print("CancelledError", e.args)
    print(t.cancelled(), t.cancelling())
    u = asyncio.create_task(raises())
    await asyncio.wait([u])
    print(u.cancelled(), type(u.exception()).__name__)

asyncio.run(main())
