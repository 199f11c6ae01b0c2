# FIRST_EXCEPTION again and again over what is pending: each failure ends one wait(), a cancel does not
import asyncio

async def w(delay, how):
    await asyncio.sleep(delay)
    if how == "fail":
        raise ValueError(how)
    if how == "cancel":
        asyncio.current_task().cancel()
        await asyncio.sleep(0)

async def main():
    ts = [asyncio.create_task(w(d, h)) for d, h in [(0.04, "ok"), (0.08, "fail"), (0.12, "cancel"), (0.16, "ok"), (0.2, "fail"), (0.28, "ok")]]
    waiting = ts
    for _ in range(3):
        done, pending = await asyncio.wait(waiting, return_when=asyncio.FIRST_EXCEPTION)
        waiting = list(pending)
        print(len(done), len(pending), [ts.index(t) for t in ts if t in done])

asyncio.run(main())
