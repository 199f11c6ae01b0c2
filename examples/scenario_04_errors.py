import asyncio


async def embed(text):
    await asyncio.sleep(len(text) / 100)
    if text == "":
        raise ValueError("empty text")
    return f"{text} -> vector"


async def single():
    try:
        print(await embed(""))
    except ValueError as error:
        print("single:", error)


async def strict():
    try:
        await asyncio.gather(embed("cat"), embed(""))
    except ValueError as error:
        print("strict:", error)


async def lenient():
    results = await asyncio.gather(
        *(embed(text) for text in ["cat", "", "dog"]),
        return_exceptions=True,
    )
    for result in results:
        failed = isinstance(result, Exception)
        print(f"failed: {result}" if failed else result)


for main in [single, strict, lenient]:
    asyncio.run(main())
