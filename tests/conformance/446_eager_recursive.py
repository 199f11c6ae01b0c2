# (3.12+) eager tasks that create eager tasks: depth first
import asyncio

async def tree(name, depth):
    print(" " * (3 - depth) + name, "down")
    if depth > 0:
        ts = [asyncio.create_task(tree(name + str(i), depth - 1)) for i in range(2)]
        await asyncio.gather(*ts)
    else:
        await asyncio.sleep(0)
    print(" " * (3 - depth) + name, "up")

async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    await asyncio.create_task(tree("t", 2))

asyncio.run(main())
