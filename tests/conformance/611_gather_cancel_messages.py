# cancelling gather with a message: each child is told, and what comes out is the last child's own error
import asyncio

async def catch(name, aw):
    try:
        print(name, await aw)
    except asyncio.CancelledError as e:
        print(name, "CancelledError", e.args)

async def tell(name, swallows=False):
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError as e:
        print(" ", name, e.args)
        if swallows:
            return name
        raise

async def main():
    for last in (False, True):
        both = asyncio.gather(
            tell("x", not last), tell("y", last), return_exceptions=True
        )
        task = asyncio.create_task(catch("gather", both))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        task.cancel("why")
        await task
        print(both.cancelled(), both.cancel("again"))
    child = asyncio.create_task(tell("z"))
    some = asyncio.gather(child, asyncio.sleep(0, "s"), return_exceptions=True)
    await asyncio.sleep(0)
    child.cancel("only z")
    print([str(each) for each in await some])
    await catch("child", child)

asyncio.run(main())
