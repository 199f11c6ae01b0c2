# on expiry wait_for waits as long as the inner task takes to clean up, then raises TimeoutError
import asyncio

async def inner(delay):
    try:
        await asyncio.sleep(10.0)
    finally:
        await asyncio.sleep(delay)
        print("cleaned up")

async def main():
    task = asyncio.create_task(inner(0.06))
    try:
        await asyncio.wait_for(task, 0.02)
    except TimeoutError:
        print("TimeoutError", task.done(), task.cancelled())
    task = asyncio.create_task(inner(0.02))
    await asyncio.sleep(0)
    try:
        await asyncio.wait_for(task, 0)
    except TimeoutError:
        print("TimeoutError", task.done(), task.cancelled())

asyncio.run(main())
