// join() waits for what was put; what is put afterwards is nobody's business.
import { createTask, Queue, sleep } from "../../mod.ts";
import { assertEquals } from "@std/assert";

async function program(isInTime: boolean) {
  const queue = new Queue<string>();
  const seen: string[] = [];
  createTask(async () => {
    for (;;) {
      const page = await queue.get();
      if (page === "index") {
        if (isInTime) queue.putNowait("link");
        else createTask(async () => await queue.put("link"));
      }
      seen.push(page);
      queue.taskDone();
    }
  });
  queue.putNowait("index");
  await sleep(0);
  await queue.join();
  assertEquals(seen, ["index", "link"]);
}

export const main = () => program(false);
export const fixed = () => program(true);
