import asyncio


async def download():
    try:
        part = 0
        while True:
            part += 1
            await asyncio.sleep(0.1)
            print(f"part {part}")
    except asyncio.CancelledError:
        print("closing the file")
        await asyncio.sleep(0.05)
        raise
    finally:
        print("cleaned up")


def js(value):
    return "true" if value else "false"


async def main():
    task = asyncio.create_task(download())
    await asyncio.sleep(0.25)
    print("requested:", js(task.cancel()))
    print("cancelled yet:", js(task.cancelled()))
    try:
        await task
    except asyncio.CancelledError:
        print("confirmed:", js(task.cancelled()))


asyncio.run(main())
