# a body that swallows the cancel by a failed child can wait again; the group still fails at its end
import asyncio

async def bad():
    await asyncio.sleep(0)
    raise ValueError("child")

async def main():
    task = asyncio.current_task()
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(bad())
            try:
                await asyncio.sleep(10.0)
            except asyncio.CancelledError:
                print("swallowed", task.cancelling())
            await asyncio.sleep(0.02)
            print("body goes on")
            try:
                tg.create_task(asyncio.sleep(0))
            except RuntimeError as e:
                print("RuntimeError")
    except ExceptionGroup as eg:
        print(eg, task.cancelling())

asyncio.run(main())
