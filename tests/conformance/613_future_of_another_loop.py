# a future belongs to one loop: run_until_complete and gather refuse another's; gather works outside of a loop
import asyncio

def attempt(fn):
    try:
        print(fn())
    except (ValueError, asyncio.InvalidStateError) as e:
        print(type(e).__name__, e)

one, two = asyncio.new_event_loop(), asyncio.new_event_loop()
mine, other = one.create_future(), two.create_future()
attempt(lambda: one.run_until_complete(other))
attempt(lambda: asyncio.gather(mine, other))
both = asyncio.gather(mine, mine)
one.call_soon(mine.set_result, 1)
attempt(lambda: one.run_until_complete(both))
attempt(lambda: mine.set_result(2))
attempt(lambda: mine.set_exception(KeyError()))
attempt(other.result)
attempt(other.exception)
print(mine.get_loop() is one, both.get_loop() is one)
one.close()
two.close()
