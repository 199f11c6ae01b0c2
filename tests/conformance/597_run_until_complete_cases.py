# run_until_complete: a future, a task that fails, one that is cancelled; the loop is usable after each
import asyncio

loop = asyncio.new_event_loop()

async def w(how):
    await asyncio.sleep(0)
    if how == "fail":
        raise ValueError(how)
    if how == "cancel":
        raise asyncio.CancelledError("by itself")
    return how

f = loop.create_future()
loop.call_soon(f.set_result, "future value")
print(loop.run_until_complete(f), loop.run_until_complete(f))
print(loop.run_until_complete(w("result")))
try:
    loop.run_until_complete(w("fail"))
except ValueError as e:
    print(repr(e))
try:
    loop.run_until_complete(w("cancel"))
except asyncio.CancelledError as e:
    print("CancelledError", e.args)
print(loop.run_until_complete(asyncio.sleep(0.02, "slept")))
loop.close()
try:
    loop.call_soon(print, "never")
except RuntimeError as e:
    print(e)
