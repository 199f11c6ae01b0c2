import asyncio


async def main():
    asyncio.sleep(0.5)  # await is missing
    await asyncio.sleep(0)
    loop = asyncio.get_running_loop()
    print("debug:", "on" if loop.get_debug() else "off")


asyncio.run(main(), debug=True)
