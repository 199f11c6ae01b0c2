# two timeouts, the outer expires: the inner lets CancelledError pass and only the outer raises TimeoutError
import asyncio

async def main():
    try:
        async with asyncio.timeout(0.02) as outer:
            try:
                async with asyncio.timeout(1.0) as inner:
                    await asyncio.sleep(10.0)
            except TimeoutError:
                print("inner TimeoutError")
            except asyncio.CancelledError:
                print("inner", inner.expired(), outer.expired(), asyncio.current_task().cancelling())
                raise
    except TimeoutError:
        print("outer", inner.expired(), outer.expired(), asyncio.current_task().cancelling())

asyncio.run(main())
