import asyncio


async def flush():
    try:
        await asyncio.sleep(60)
    finally:
        await asyncio.sleep(0.01)  # cleanup may take its time
        print("log flushed")


async def main():
    task = asyncio.create_task(flush())
    await asyncio.sleep(0.01)
    raise RuntimeError("main failed")


try:
    asyncio.run(main())
except RuntimeError as error:
    print("caught:", error)
