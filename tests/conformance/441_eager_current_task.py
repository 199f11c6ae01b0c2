# (3.12+) inside the eager step the new task is current; afterwards the creator is again
import asyncio

async def w(name, creator):
    me = asyncio.current_task()
    print(name, "in the creator's task:", me is creator)
    if name == "outer":
        t = asyncio.create_task(w("inner", me))
        print("outer is current again:", asyncio.current_task() is me, "inner is not:", t is not me)
        await t
    await asyncio.sleep(0)
    print(name, "still current:", asyncio.current_task() is me)

async def main():
    me = asyncio.current_task()
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    t = asyncio.create_task(w("outer", me))
    print("main is current again:", asyncio.current_task() is me)
    await t
    print("main still current:", asyncio.current_task() is me)

asyncio.run(main())
