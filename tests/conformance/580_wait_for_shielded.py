# wait_for over a shield: TimeoutError, and the shielded task goes on; it can be waited for again
import asyncio

async def work(log):
    await asyncio.sleep(0.06)
    log.append("work done")
    return "value"

async def main():
    log = []
    task = asyncio.create_task(work(log))
    try:
        await asyncio.wait_for(asyncio.shield(task), 0.02)
    except TimeoutError:
        print("TimeoutError", task.done(), task.cancelling())
    print(await asyncio.wait_for(asyncio.shield(task), 1.0), log)
    print(await asyncio.wait_for(task, 0))

asyncio.run(main())
