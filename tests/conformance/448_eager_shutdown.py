# (3.12+) an eager task left over at the end of run() is cancelled like any other
import asyncio

async def w():
    try:
        print("begins")
        await asyncio.sleep(10)
    finally:
        await asyncio.sleep(0)
        print("cleaned")

async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    asyncio.create_task(w())
    return "main ends"

print(asyncio.run(main()))
