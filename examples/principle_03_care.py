import asyncio


async def ticks():
    try:
        i = 0
        while True:
            i += 1
            yield i
            await asyncio.sleep(0.01)
    finally:
        print("4 the generator is closed")


async def background():
    try:
        await asyncio.sleep(60)
    finally:
        print("3 the task left over is cancelled")


loop = task = numbers = None


async def main():
    global loop, task, numbers
    loop = asyncio.get_running_loop()
    print("1 the loop is there")
    task = asyncio.create_task(background())
    numbers = ticks()
    await anext(numbers)
    await asyncio.sleep(0.02)
    return "2 the result"


result = asyncio.run(main())
print(result)
if loop.is_closed():
    print("5 the loop is closed")
