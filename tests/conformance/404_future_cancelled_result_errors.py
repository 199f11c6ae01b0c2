# a cancelled future: result() and exception() raise CancelledError with the message, set_* InvalidStateError
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    f.cancel("why")
    for i in range(2):
        try:
            f.result()
        except asyncio.CancelledError as e:
            print("result", e.args)
        try:
            f.exception()
        except asyncio.CancelledError as e:
            print("exception", e.args)
    try:
        f.set_result(1)
    except asyncio.InvalidStateError:
        print("set_result InvalidStateError")
    try:
        f.set_exception(ValueError("x"))
    except asyncio.InvalidStateError:
        print("set_exception InvalidStateError")
    g = loop.create_future()
    try:
        g.result()
    except asyncio.InvalidStateError as e:
        print(e)
    try:
        g.exception()
    except asyncio.InvalidStateError as e:
        print(e)
    g.set_exception(ValueError("failed"))
    print("cancel a failed one", g.cancel(), type(g.exception()).__name__)

asyncio.run(main())
