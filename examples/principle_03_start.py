import asyncio


async def main():
    left = asyncio.create_task(asyncio.sleep(60))
    await asyncio.sleep(0.01)
    return "done"


def old_way():
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        return loop.run_until_complete(main())
    finally:
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        loop.run_until_complete(
            asyncio.gather(*left, return_exceptions=True)
        )
        loop.run_until_complete(loop.shutdown_asyncgens())
        asyncio.set_event_loop(None)
        loop.close()


print("old way:", old_way())

print("new way:", asyncio.run(main()))
