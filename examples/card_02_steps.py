import asyncio


async def background():
    try:
        await asyncio.sleep(60)
    finally:
        print("tidied up")


async def main():
    task = asyncio.create_task(background())
    await asyncio.sleep(0)
    print("main ran")


asyncio.run(main())
print("closed")
