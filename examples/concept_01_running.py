import asyncio


async def main():
    loop = asyncio.get_running_loop()
    print("running" if loop.is_running() else "not running")
    await asyncio.sleep(0.01)
    same = asyncio.get_running_loop() is loop
    print("the same loop" if same else "another")
    return loop


try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print(error)

loop = asyncio.run(main())
print("running" if loop.is_running() else "not running")
print("closed" if loop.is_closed() else "open")
