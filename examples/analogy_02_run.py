import asyncio


async def widget():
    try:
        await asyncio.sleep(60)
    finally:
        print("widget: unmounted")


async def app():
    task = asyncio.create_task(widget())
    await asyncio.sleep(0.01)
    print("tasks in the loop:", len(asyncio.all_tasks()))


asyncio.run(app())
