"""Executes a notebook without a browser and compares what its cells print.

run_notebook.py FILE            compare with the outputs stored in the file
run_notebook.py FILE --record   store them

The current folder is the kernel's. Needs jupyter_client (Debian:
python3-jupyter-client).
"""

import difflib
import json
import queue
import sys

from jupyter_client.manager import start_new_kernel

path, *flags = sys.argv[1:]
with open(path, encoding="utf-8") as file:
    stored = json.load(file)


def plain(outputs):
    """Pieces of one stream are one text; counters and colours say nothing."""
    texts = []
    for output in outputs:
        kind = output["output_type"]
        if kind == "stream":
            if texts and texts[-1][0] == output["name"]:
                texts[-1][1] += text(output["text"])
            else:
                texts.append([output["name"], text(output["text"])])
        elif kind == "error":
            error = f"{output['ename']}: {output['evalue']}"
            texts.append(["error", error])
        else:
            texts.append(["value", text(output["data"]["text/plain"])])
    return texts


def text(lines):
    return lines if isinstance(lines, str) else "".join(lines)


def shown(cells):
    lines = []
    for number, cell in enumerate(cells, 1):
        if cell["cell_type"] != "code":
            continue
        for name, printed in plain(cell["outputs"]):
            for line in printed.splitlines():
                lines.append(f"cell {number} {name}: {line}")
    return lines


outputs = {}  # of each request


def listen(client, timeout):
    """Takes one message; tells which request the kernel has ended with it."""
    message = client.get_iopub_msg(timeout=timeout)
    request = message["parent_header"].get("msg_id")
    kind, content = message["msg_type"], message["content"]
    if kind in ("stream", "execute_result", "display_data", "error"):
        output = {"output_type": kind, **content}
        outputs.setdefault(request, []).append(output)
    if kind == "status" and content["execution_state"] == "idle":
        return request


def execute(client, source):
    request = client.execute(source)
    while listen(client, 60) != request:
        pass
    return request


manager, client = start_new_kernel(
    kernel_name=stored["metadata"]["kernelspec"]["name"], startup_timeout=60
)
try:
    requests = [
        execute(client, text(cell["source"]))
        if cell["cell_type"] == "code"
        else None
        for cell in stored["cells"]
    ]
    # Deno's kernel may send an output after it has said that it is idle.
    try:
        while True:
            listen(client, 2)
    except queue.Empty:
        pass
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
executed = [
    {**cell, "outputs": outputs.get(request, [])}
    for cell, request in zip(stored["cells"], requests)
]

if "--record" in flags:
    for old, new in zip(stored["cells"], executed):
        if old["cell_type"] != "code":
            continue
        old["execution_count"] = None
        old["outputs"] = []
        for name, printed in plain(new["outputs"]):
            if name == "error":
                sys.exit(f"a cell failed: {printed}")
            lines = printed.splitlines(keepends=True)
            old["outputs"].append(
                {
                    "output_type": "execute_result",
                    "execution_count": None,
                    "metadata": {},
                    "data": {"text/plain": lines},
                }
                if name == "value"
                else {"output_type": "stream", "name": name, "text": lines}
            )
    with open(path, "w", encoding="utf-8") as file:
        json.dump(stored, file, ensure_ascii=False, indent=1)
        file.write("\n")
    print(*shown(stored["cells"]), sep="\n")
else:
    was, seen = shown(stored["cells"]), shown(executed)
    print(
        *difflib.unified_diff(was, seen, "stored", "seen", lineterm="", n=3),
        sep="\n",
    )
    sys.exit(was != seen)
