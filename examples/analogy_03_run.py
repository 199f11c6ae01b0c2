import asyncio


async def start_script():
    await asyncio.sleep(0.01)
    print("the application runs")
    return 0


scripts = {"start": start_script}


def start(name):
    print(f"> run {name}")
    exit_code = asyncio.run(scripts[name]())
    print(f"exit code {exit_code}")


start("start")
