// Does jobs in a page and in Workers, and sends the results back.
import { type Job, perform, type Result } from "./_host.ts";

/** A job, and where to do it. */
export interface PageJob {
  where: "page" | "worker";
  job: Job;
}

async function send(what: "result" | "done", body: unknown): Promise<void> {
  await fetch(`/${what}`, { method: "POST", body: JSON.stringify(body) });
}

function inWorker(job: Job): Promise<void> {
  const worker = new Worker("/tests/everywhere/_page_worker.js", {
    type: "module",
  });
  const waiting: Promise<void>[] = [];
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: { data: Result | null }) => {
      if (data !== null) waiting.push(send("result", data));
      else {
        worker.terminate();
        Promise.all(waiting).then(() => resolve(), reject);
      }
    };
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(`the Worker failed: ${event.message}`));
    };
    worker.postMessage(job);
  });
}

const unseen: string[] = [];
addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  unseen.push(String(event.reason));
});

const { where, job }: PageJob = await (await fetch("/job")).json();
let error = "";
try {
  if (where === "worker") await inWorker(job);
  else {
    const waiting: Promise<void>[] = [];
    await perform(job, (result) => void waiting.push(send("result", result)));
    await Promise.all(waiting);
  }
} catch (thrown) {
  error = String(thrown);
}
await send("done", { error, unseen });
