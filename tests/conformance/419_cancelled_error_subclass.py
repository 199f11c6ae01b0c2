# a raised CancelledError, also of a subclass, makes the task cancelled and keeps its args for the awaiter
import asyncio

class Stop(asyncio.CancelledError):
    pass

async def plain():
    raise asyncio.CancelledError("by hand")

async def sub():
    await asyncio.sleep(0)
    raise Stop("subclass")

async def main():
    for f in [plain, sub]:
        t = asyncio.create_task(f())
        try:
            await t
        except asyncio.CancelledError as e:
            print(type(e).__name__, e.args)
        print(t.cancelled(), t.cancelling())
        try:
            t.exception()
        except asyncio.CancelledError:
            print("exception() raises")

asyncio.run(main())
