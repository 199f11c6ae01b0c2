# a waiter cancelled before its permit reaches it: the permit goes to the next in line
import asyncio

async def w(name, sem):
    try:
        async with sem:
            print(name, "in")
    except asyncio.CancelledError:
        print(name, "cancelled", sem.locked())
        raise

async def main():
    sem = asyncio.Semaphore(0)
    ts = [asyncio.create_task(w(n, sem)) for n in ["a", "b", "c", "d"]]
    await asyncio.sleep(0)
    ts[0].cancel()
    sem.release()
    ts[1].cancel()
    await asyncio.wait(ts)
    print([t.cancelled() for t in ts], sem.locked())

asyncio.run(main())
