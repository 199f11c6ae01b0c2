import asyncio


async def load(name):
    await asyncio.sleep(0.01)
    if name == "missing":
        raise ValueError(f"no {name} file")
    return f"{name} loaded"


async def main():
    try:
        print(await load("config"))
        print(await load("missing"))
    except ValueError as error:
        print("caught:", error)
    finally:
        print("cleaned up")
    raise RuntimeError("a bug")


try:
    asyncio.run(main())
except RuntimeError as error:
    print("run() threw:", error)
