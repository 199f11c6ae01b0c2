# what a done callback adds or removes: added runs in a later iteration, removed is too late
import asyncio

async def ticker(n):
    for i in range(n):
        print("tick", i)
        await asyncio.sleep(0)

async def main():
    f = asyncio.get_running_loop().create_future()

    def second(fut):
        print("second")

    def late(fut):
        print("late")

    def first(fut):
        print("first, removed", fut.remove_done_callback(second))
        fut.add_done_callback(late)

    f.add_done_callback(first)
    f.add_done_callback(second)
    tk = asyncio.create_task(ticker(3))
    f.set_result(None)
    await tk

asyncio.run(main())
