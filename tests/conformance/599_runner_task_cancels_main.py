# a background task that cancels the main task: run() raises CancelledError, the Runner can run again
import asyncio

async def canceller(task):
    print("cancelling", task.cancel("from outside"))

async def main(swallow):
    task = asyncio.current_task()
    asyncio.create_task(canceller(task))
    try:
        await asyncio.sleep(10.0)
    except asyncio.CancelledError as e:
        print("main", e.args)
        if not swallow:
            raise
    return "swallowed"

with asyncio.Runner() as runner:
    try:
        runner.run(main(False))
    except asyncio.CancelledError as e:
        print("run", e.args)
    print(runner.run(main(True)))
