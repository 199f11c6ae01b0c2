# tasks created while a task is being cancelled run normally and can be awaited
import asyncio

async def helper(name):
    print(name, "begins")
    await asyncio.sleep(0.02)
    print(name, "ends")
    return name

async def w():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        r = await asyncio.create_task(helper("in except"))
        print("got", r)
        raise
    finally:
        a, b = await asyncio.gather(helper("x"), helper("y"))
        print("got", a, b)

async def main():
    t = asyncio.create_task(w())
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("cancelled", t.cancelled())

asyncio.run(main())
