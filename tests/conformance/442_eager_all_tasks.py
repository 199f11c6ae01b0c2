# (3.12+) an eager task that blocks is in all_tasks(), also during its own eager step
import asyncio

async def w():
    me = asyncio.current_task()
    print("in the eager step", len(asyncio.all_tasks()), me in asyncio.all_tasks())
    await asyncio.sleep(0)
    print("later", len(asyncio.all_tasks()), me in asyncio.all_tasks())

async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    t = asyncio.create_task(w())
    print("created", len(asyncio.all_tasks()), t in asyncio.all_tasks())
    await t
    print("after", len(asyncio.all_tasks()), t in asyncio.all_tasks())

asyncio.run(main())
