import asyncio


def in_loop():
    try:
        asyncio.get_running_loop()
        return "inside the loop"
    except RuntimeError:
        return "no loop"


async def main():
    await asyncio.sleep(0.01)
    print("2", in_loop())


print("1", in_loop())
asyncio.run(main())
print("3", in_loop())
