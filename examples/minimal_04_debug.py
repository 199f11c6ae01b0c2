import asyncio


async def save(name):
    await asyncio.sleep(0.5)
    print(name, "saved")


async def main():
    save("report")  # await is missing
    await asyncio.sleep(0)
    print("main is done")


asyncio.run(main(), debug=True)
