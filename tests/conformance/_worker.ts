// Runs one program in a Worker, where the process-wide counter of default task
// names starts anew. Gets { module, clock }, answers { lines } or { error }.
import { type Clock, record } from "./_python.ts";

interface Scope {
  onmessage: (event: { data: { module: string; clock: Clock } }) => void;
  postMessage(answer: { lines: string[] } | { error: string }): void;
}

const scope = globalThis as unknown as Scope;

scope.onmessage = async ({ data }) => {
  try {
    const { default: program } = await import(data.module);
    scope.postMessage({ lines: await record(program, data.clock) });
  } catch (error) {
    const text = error instanceof Error ? error.stack : undefined;
    scope.postMessage({ error: text ?? String(error) });
  }
};
