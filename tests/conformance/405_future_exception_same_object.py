# every awaiter of a failed future or task gets the very same exception object
import asyncio

async def bad():
    raise ValueError("one")

async def waiter(aw, seen):
    try:
        await aw
    except ValueError as e:
        seen.append(e)

async def main():
    t = asyncio.create_task(bad())
    seen = []
    await asyncio.gather(waiter(t, seen), waiter(t, seen))
    await waiter(t, seen)
    print(len(seen), all(e is t.exception() for e in seen))
    f = asyncio.get_running_loop().create_future()
    error = KeyError("k")
    f.set_exception(error)
    try:
        await f
    except KeyError as e:
        print(e is error, f.exception() is error)

asyncio.run(main())
