import asyncio
import logging
import time


async def faulty():
    await asyncio.sleep(0.01)
    raise OSError("disk full")


class Slow(logging.Handler):
    def emit(self, record):
        if record.getMessage().startswith("Executing"):
            print("report: a step took more than 200 ms")


def on_report(loop, context):
    message, exception = context["message"], context["exception"]
    print(f"report: {message}: {exception}")


async def main():
    loop = asyncio.get_running_loop()
    loop.slow_callback_duration = 0.2
    loop.set_exception_handler(on_report)
    logging.getLogger("asyncio").addHandler(Slow())

    time.sleep(0.25)  # nothing else can run
    await asyncio.sleep(0)
    print("main goes on")
    asyncio.create_task(faulty())  # and never awaited
    await asyncio.sleep(0.3)


asyncio.run(main(), debug=True)
