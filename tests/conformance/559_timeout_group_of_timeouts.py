# children of a TaskGroup, each with its own timeout(): those that expire handle it by themselves
import asyncio

async def w(name, limit, work):
    try:
        async with asyncio.timeout(limit):
            await asyncio.sleep(work)
        return name + " in time"
    except TimeoutError:
        return name + " too late"

async def main():
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(w("a", 0.02, 0.06))
        b = tg.create_task(w("b", 0.06, 0.02))
        c = tg.create_task(w("c", 0.04, 0.08))
    for t in [a, b, c]:
        print(t.result(), t.cancelling())

asyncio.run(main())
