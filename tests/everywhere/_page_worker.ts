// Does one job in a Worker of a page.
import { type Job, perform, type Result } from "./_host.ts";

const scope = globalThis as unknown as {
  onmessage: (event: { data: Job }) => void;
  postMessage(answer: Result | null): void;
};

scope.onmessage = async ({ data }) => {
  await perform(data, (result) => scope.postMessage(result));
  scope.postMessage(null);
};
