# an exception or a return in finally replaces the CancelledError
import asyncio

async def raises():
    try:
        await asyncio.sleep(10)
    finally:
        raise ValueError("from finally")

async def returns():
    try:
        await asyncio.sleep(10)
    finally:
        return "from finally"

async def main():
    for f in [raises, returns]:
        t = asyncio.create_task(f())
        await asyncio.sleep(0)
        t.cancel()
        try:
            print("result", await t)
        except ValueError as e:
            print("ValueError", e)
        print(t.cancelled(), t.cancelling())

asyncio.run(main())
