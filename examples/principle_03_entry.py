import asyncio
import sys


async def main(names):
    for name in names:
        await asyncio.sleep(0.01)
        print("hello,", name)
    return len(names)


if __name__ == "__main__":
    names = sys.argv[1:] or ["Ada", "Alan"]
    count = asyncio.run(main(names))
    print(f"greeted {count}")
