# an exception that is returned, not raised, is a result
import asyncio

async def w():
    return ValueError("returned")

async def main():
    t = asyncio.create_task(w())
    r = await t
    print(type(r).__name__, r, t.exception())
    f = asyncio.get_running_loop().create_future()
    f.set_result(asyncio.CancelledError("a value"))
    r = await f
    print(type(r).__name__, f.cancelled(), f.exception())
    out = await asyncio.gather(w(), w(), return_exceptions=True)
    print([str(e) for e in out])

asyncio.run(main())
