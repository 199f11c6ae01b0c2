import asyncio

users = {1: {"name": "Ada"}}
posts = {"Ada": ["Notes", "Engines"]}


async def fetch_user(id):
    print(f"fetching user {id}")
    await asyncio.sleep(0.05)
    if id not in users:
        raise LookupError(f"no user {id}")
    return users[id]


async def fetch_posts(author):
    print(f"fetching posts of {author}")
    await asyncio.sleep(0.05)
    return posts.get(author, [])


async def main():
    user = await fetch_user(1)
    titles = await fetch_posts(user["name"])
    return {"author": user["name"], "titles": titles}


if __name__ == "__main__":
    result = asyncio.run(main())
    print(f"{result['author']}: {', '.join(result['titles'])}")
