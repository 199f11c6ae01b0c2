# the body of the outer group fails: the children of a group inside a child are cancelled, from the inside out
import asyncio

async def leaf(name):
    try:
        await asyncio.sleep(10.0)
    finally:
        print(name, "cancelled")

async def branch(name):
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(leaf(name + " leaf"))
    except asyncio.CancelledError:
        print(name, "CancelledError", asyncio.current_task().cancelling())
        raise

async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(branch("branch"))
            await asyncio.sleep(0.02)
            raise ValueError("body")
    except ExceptionGroup as eg:
        print(eg, repr(eg.exceptions[0]))

asyncio.run(main())
