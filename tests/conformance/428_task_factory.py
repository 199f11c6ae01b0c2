# a task factory sees every task, create_task, gather and TaskGroup alike; None restores the default
import asyncio

async def w(n):
    await asyncio.sleep(0)
    return n

async def main():
    loop = asyncio.get_running_loop()
    made = []

    def factory(loop, coro, **kwargs):
        task = asyncio.Task(coro, loop=loop, **kwargs)
        made.append(task)
        return task

    print(loop.get_task_factory())
    loop.set_task_factory(factory)
    print(loop.get_task_factory() is factory)
    t = asyncio.create_task(w(1), name="one")
    print(made[0] is t, t.get_name())
    print(await asyncio.gather(t, w(2), w(3)), len(made))
    async with asyncio.TaskGroup() as tg:
        tg.create_task(w(4))
    print(len(made), all(isinstance(x, asyncio.Task) for x in made))
    loop.set_task_factory(None)
    print(await asyncio.create_task(w(5)), len(made))
    try:
        loop.set_task_factory(42)
    except TypeError:
        print("TypeError")

asyncio.run(main())
