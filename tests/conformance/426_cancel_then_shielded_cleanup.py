# cleanup under shield survives a second cancel of the task
import asyncio

async def cleanup():
    print("cleanup begins")
    await asyncio.sleep(0.04)
    print("cleanup ends")

async def w():
    try:
        await asyncio.sleep(10)
    finally:
        c = asyncio.ensure_future(cleanup())
        try:
            await asyncio.shield(c)
        except asyncio.CancelledError:
            print("interrupted, cleanup done", c.done())
            await c
            raise

async def main():
    t = asyncio.create_task(w())
    await asyncio.sleep(0.02)
    t.cancel()
    await asyncio.sleep(0.02)
    t.cancel()
    await asyncio.wait([t])
    print(t.cancelled(), t.cancelling())

asyncio.run(main())
