# iterations from a child's failure to the body, to its sibling and to the end of the group
import asyncio

async def ticker(n):
    for i in range(n):
        print("tick", i)
        await asyncio.sleep(0)

async def bad():
    print("child fails")
    raise ValueError("child")

async def sibling():
    try:
        await asyncio.sleep(10.0)
    finally:
        print("sibling cancelled")

async def main():
    tk = asyncio.create_task(ticker(7))
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(sibling())
            tg.create_task(bad())
            try:
                await asyncio.sleep(10.0)
            finally:
                print("body cancelled")
    except ExceptionGroup:
        print("group")
    await tk

asyncio.run(main())
