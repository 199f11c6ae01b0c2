# (3.12+) eager tasks that fail: gather and TaskGroup see it as from any task
import asyncio

async def bad(name):
    raise ValueError(name)

async def slow():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("slow cancelled")
        raise

async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    r = await asyncio.gather(bad("a"), asyncio.sleep(0, "ok"), bad("b"), return_exceptions=True)
    print([str(x) for x in r])
    try:
        await asyncio.gather(asyncio.sleep(0.02), bad("first"))
    except ValueError as e:
        print("gather", e)
    s = asyncio.create_task(slow())
    try:
        await asyncio.wait_for(asyncio.gather(s, asyncio.sleep(0.06)), 0.02)
    except TimeoutError:
        print("TimeoutError", s.cancelled())

asyncio.run(main())
