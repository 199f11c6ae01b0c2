# a body that answers the expiry with its own exception: that one comes out, expired() is true, the count is 0
import asyncio

async def main():
    try:
        async with asyncio.timeout(0.02) as cm:
            try:
                await asyncio.sleep(10.0)
            except asyncio.CancelledError:
                raise ValueError("from the body")
    except ValueError as e:
        print(e, cm.expired(), asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout(0.02) as cm:
            try:
                await asyncio.sleep(10.0)
            finally:
                raise ZeroDivisionError("from finally")
    except ZeroDivisionError as e:
        print(e, cm.expired(), asyncio.current_task().cancelling())
    await asyncio.sleep(0)
    print("no cancel is left")

asyncio.run(main())
