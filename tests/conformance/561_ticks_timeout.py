# iterations from the deadline to TimeoutError in the task, and to its awaiter, with cleanup on the way
import asyncio

async def ticker(n):
    for i in range(n):
        print("tick", i)
        await asyncio.sleep(0)

async def w():
    try:
        async with asyncio.timeout(0):
            try:
                await asyncio.get_running_loop().create_future()
            finally:
                print("cleanup")
                await asyncio.sleep(0)
                print("cleaned up")
    except TimeoutError:
        print("TimeoutError")

async def main():
    tk = asyncio.create_task(ticker(6))
    t = asyncio.create_task(w())
    await t
    print("awaiter")
    await tk

asyncio.run(main())
