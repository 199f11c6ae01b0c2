# a group whose body has ended is finished with its last child, even before the block is left
import asyncio

async def late():
    print("late ran")

async def main():
    async with asyncio.TaskGroup() as group:
        def more(task):
            coro = late()
            try:
                group.create_task(coro)
            except RuntimeError as e:
                print(str(e).split("> ")[-1])
                coro.close()
        group.create_task(asyncio.sleep(0)).add_done_callback(more)
        group.create_task(asyncio.sleep(0.02)).add_done_callback(more)

asyncio.run(main())
