import asyncio


async def search(query):
    await asyncio.sleep(0.01)
    return f"results for {query}"


async def main():
    coroutine = search("run")
    try:
        asyncio.run(coroutine)
    except RuntimeError as error:
        print(type(error).__name__, "- no second loop")
    coroutine.close()

    print(await search("await"))
    task = asyncio.create_task(search("createTask"))
    print("meanwhile")
    print(await task)


asyncio.run(main())
