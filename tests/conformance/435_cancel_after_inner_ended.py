# the awaited task has ended, its awaiter is cancelled before it resumes: the cancel wins, over a result and over an error
import asyncio

async def inner(kind):
    await asyncio.sleep(0)
    if kind == "error":
        raise ValueError("inner")
    return "inner value"

async def outer(t):
    try:
        print("got", await t)
    except asyncio.CancelledError as e:
        print("CancelledError", e.args)
        raise

async def main():
    asyncio.get_running_loop().set_exception_handler(lambda l, c: print("handler", c["message"]))
    for kind in ["value", "error"]:
        t = asyncio.create_task(inner(kind))
        o = asyncio.create_task(outer(t))
        while not t.done():
            await asyncio.sleep(0)
        print(kind, "inner done, outer done:", o.done())
        o.cancel("too late for " + kind)
        await asyncio.wait([o])
        print(o.cancelled(), t.cancelled())

asyncio.run(main())
