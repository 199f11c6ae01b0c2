# clock: real
import asyncio
from urllib.parse import parse_qs, urlsplit


async def handle(reader, writer):
    target = (await reader.readline()).decode().split()[1]
    await five.wait()
    name = parse_qs(urlsplit(target).query)["name"][0]
    body = f"hello {name}"
    writer.write(
        f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n"
        f"Connection: close\r\n\r\n{body}".encode()
    )
    await writer.drain()
    writer.close()


async def main():
    global five
    five = asyncio.Barrier(5)
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    print("the service is up")
    try:
        names = ["Ada", "Alan", "Grace", "Edsger", "Barbara"]
        replies = await asyncio.gather(
            *(visit(port, name) for name in names)
        )
        for reply in replies:
            print(reply)
    finally:
        server.close()
        await server.wait_closed()
        print("the service is down")


async def visit(port, name):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET /?name={name} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    head, _, body = (await reader.read()).decode().partition("\r\n\r\n")
    writer.close()
    return f"{head.split()[1]} {body}"


asyncio.run(main())
