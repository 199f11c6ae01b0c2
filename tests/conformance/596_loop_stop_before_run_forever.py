# stop() before run_forever() gives it one iteration; callbacks queued by callbacks wait for the next run
import asyncio

loop = asyncio.new_event_loop()

def again(n):
    print("callback", n)
    loop.call_soon(again, n + 1)

loop.call_soon(again, 0)
loop.stop()
loop.run_forever()
print("one iteration")
loop.call_soon(loop.stop)
loop.run_forever()
print("stopped by a callback", loop.is_running(), loop.is_closed())
loop.call_later(0.02, loop.stop)
loop.call_soon(print, "before the timer")
f = loop.create_future()
f.add_done_callback(lambda fut: print("future", fut.result()))
f.set_result("value")
print(loop.run_until_complete(f))
loop.close()
print(loop.is_closed())
