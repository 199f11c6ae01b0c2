/** A Worker that runs workloads as on a Deno whose core the module does not know. */
import "../_without_core.ts";
import { portable } from "./_portable.ts";

self.addEventListener("message", async ({ data }: MessageEvent) => {
  const { workload, n } = data as {
    workload: keyof typeof portable;
    n: number;
  };
  await portable[workload](n);
  self.postMessage(null);
});
