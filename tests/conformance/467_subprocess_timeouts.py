# a timeout around wait() and communicate() leaves the process alone; kill; stderr into stdout; broken pipe ignored
import asyncio
from asyncio.subprocess import DEVNULL, PIPE, STDOUT

async def main():
    p = await asyncio.create_subprocess_exec("sleep", "10")
    try:
        await asyncio.wait_for(p.wait(), 0.05)
    except TimeoutError:
        print("timeout", p.returncode)
    p.kill()
    print(await asyncio.gather(p.wait(), p.wait()), p.returncode)
    q = await asyncio.create_subprocess_exec("sleep", "10", stdout=PIPE)
    try:
        await asyncio.wait_for(q.communicate(), 0.05)
    except TimeoutError:
        print("timeout", q.returncode)
    q.terminate()
    print(await q.communicate(), q.returncode)
    s = await asyncio.create_subprocess_shell(
        "echo one; echo two >&2; echo three", stdout=PIPE, stderr=STDOUT
    )
    out, err = await s.communicate()
    print(out.decode().split(), err, s.stderr)
    t = await asyncio.create_subprocess_exec("true", stdin=PIPE, stdout=PIPE)
    print(await t.communicate(b"x" * 1000000), t.returncode)
    d = await asyncio.create_subprocess_exec("cat", stdin=DEVNULL, stdout=PIPE)
    print(await d.communicate(), d.stdin)
    try:
        await asyncio.create_subprocess_exec("cat", cwd="/no/such/folder")
    except FileNotFoundError:
        print("no such folder")

asyncio.run(main())
