import asyncio
import os


async def main():
    await asyncio.sleep(0)
    print("ready", flush=True)


if os.environ.get("UVLOOP"):
    import uvloop

    uvloop.run(main())
else:
    asyncio.run(main())
