# wait_for() with its own predicate for each waiter: notify_all() lets those pass whose time has come
import asyncio

async def w(n, cond, state):
    async with cond:
        got = await cond.wait_for(lambda: len(state) >= n)
        print("waiter", n, got, len(state))

async def main():
    cond = asyncio.Condition()
    state = []
    ts = [asyncio.create_task(w(n, cond, state)) for n in [3, 1, 2, 0]]
    await asyncio.sleep(0)
    for i in range(3):
        async with cond:
            state.append(i)
            cond.notify_all()
        await asyncio.sleep(0.02)
        print("done", [t.done() for t in ts])

asyncio.run(main())
