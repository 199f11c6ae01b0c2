# a task cancelled in a wait inside an async generator: the generator's finally runs first, then the task's
import asyncio

async def numbers(n):
    try:
        for i in range(n):
            yield i
            await asyncio.sleep(0.02 if i < 1 else 10.0)
    finally:
        print("generator finally")
        await asyncio.sleep(0)
        print("generator closed")

async def consumer():
    try:
        async for i in numbers(5):
            print("item", i)
    except asyncio.CancelledError:
        print("consumer cancelled", asyncio.current_task().cancelling())
        raise
    finally:
        print("consumer finally")

async def main():
    t = asyncio.create_task(consumer())
    await asyncio.sleep(0.06)
    t.cancel()
    await asyncio.wait([t])
    print(t.cancelled())

asyncio.run(main())
