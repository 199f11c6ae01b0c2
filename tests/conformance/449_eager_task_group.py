# (3.12+) TaskGroup over eager tasks: some end at once, some later; children of children
import asyncio

async def quick(name):
    print(name, "quick")
    return name

async def slow(name, tg):
    print(name, "begins")
    await asyncio.sleep(0.02)
    if tg is not None:
        tg.create_task(slow(name + " child", None))
        print(name, "has a child")
    print(name, "ends")

async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(quick("a"))
        tg.create_task(slow("b", tg))
        c = tg.create_task(quick("c"))
        print("body ends")
    print("left", a.result(), c.result(), asyncio.current_task().cancelling())

asyncio.run(main())
