# a task that is cancelled in its last step tells everyone the message; one that threw its cancellation, the first
import asyncio

async def ask(name, aw):
    try:
        await aw
    except asyncio.CancelledError as e:
        print(name, e.args)

async def last_step():
    asyncio.current_task().cancel("in the last step")
    return "too late"

async def thrown():
    asyncio.current_task().cancel("at a wait")
    await asyncio.sleep(1)

async def main():
    for work in last_step, thrown:
        task = asyncio.create_task(work())
        waiters = [asyncio.create_task(ask(name, task)) for name in "abc"]
        await asyncio.wait(waiters)
        await ask("later", task)
        try:
            task.result()
        except asyncio.CancelledError as e:
            print("result", e.args)
        try:
            task.exception()
        except asyncio.CancelledError as e:
            print("exception", e.args)
    for work in last_step, thrown:
        task = asyncio.create_task(work())
        results = await asyncio.gather(task, task, return_exceptions=True)
        print([type(one).__name__ for one in results], ["".join(one.args) for one in results])
        await ask("after gather", task)
    for work in last_step, thrown:
        task = asyncio.create_task(work())
        both = [asyncio.create_task(ask(name, asyncio.gather(task))) for name in "de"]
        await asyncio.wait(both)
    for work in last_step, thrown:
        task = asyncio.create_task(work())
        both = [asyncio.create_task(ask(name, asyncio.shield(task))) for name in "fg"]
        await asyncio.wait(both)

asyncio.run(main())
