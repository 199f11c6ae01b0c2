import asyncio


def users():
    return asyncio.sleep(0.02, ["Ada", "Alan"])


def posts():
    return asyncio.sleep(0.01, ["Notes"])


async def main():
    names, titles = await asyncio.gather(users(), posts())
    print(len(names), "users,", len(titles), "post")


asyncio.run(main())
