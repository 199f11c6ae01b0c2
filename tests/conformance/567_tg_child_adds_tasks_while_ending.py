# children add further children while the block is ending; it waits for them all
import asyncio

async def tree(tg, n):
    print("begin", n)
    await asyncio.sleep(0)
    if n > 1:
        tg.create_task(tree(tg, n // 2))
        tg.create_task(tree(tg, n // 4))
    print("end", n)

async def main():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(tree(tg, 4))
        print("body ends")
    print("group ends")

asyncio.run(main())
