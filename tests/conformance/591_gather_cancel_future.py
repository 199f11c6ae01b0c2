# cancel() of the gathering future itself: True while a child runs, the children get the cancel, then it is cancelled
import asyncio

async def w(name):
    try:
        await asyncio.sleep(10.0)
    except asyncio.CancelledError as e:
        print(name, e.args)
        raise

async def main():
    a, b = asyncio.create_task(w("a")), asyncio.create_task(w("b"))
    gathered = asyncio.gather(a, b)
    await asyncio.sleep(0)
    print(gathered.cancel("stop"), gathered.cancelled(), gathered.done())
    await asyncio.sleep(0)
    print(a.cancelled(), b.cancelled(), gathered.done())
    try:
        await gathered
    except asyncio.CancelledError as e:
        print("CancelledError", gathered.cancelled(), asyncio.current_task().cancelling())
    print(gathered.cancel())
    empty = asyncio.gather()
    print(empty.cancel())

asyncio.run(main())
