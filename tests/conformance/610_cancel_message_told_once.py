# the message of a cancelled task goes to the first who asks; a future tells it to everyone
import asyncio

async def ask(name, aw):
    try:
        await aw
    except asyncio.CancelledError as e:
        print(name, e.args)

async def main():
    task = asyncio.create_task(asyncio.sleep(1))
    await asyncio.sleep(0)
    task.cancel("stop")
    await ask("first", task)
    await ask("second", task)
    try:
        task.result()
    except asyncio.CancelledError as e:
        print("result", e.args)
    early = asyncio.create_task(asyncio.sleep(1))
    early.cancel("one")
    early.cancel("two")
    await ask("never started", early)
    try:
        early.exception()
    except asyncio.CancelledError as e:
        print("exception", e.args)
    both = asyncio.create_task(asyncio.sleep(1))
    waiters = [asyncio.create_task(ask(name, both)) for name in "ab"]
    await asyncio.sleep(0)
    both.cancel("both")
    await asyncio.wait(waiters)
    future = asyncio.get_running_loop().create_future()
    waiters = [asyncio.create_task(ask(name, future)) for name in "cd"]
    await asyncio.sleep(0)
    future.cancel("future")
    await asyncio.wait(waiters)
    await ask("later", future)

asyncio.run(main())
