// What executor_test.ts runs in Workers: a module that imports the module.
import { AsyncLocalStorage } from "node:async_hooks";
import { carryStorage, ContextVar, run, sleep, transfer } from "../mod.ts";

export const user = new ContextVar("user", { default: "nobody" });
export const request = new ContextVar<unknown>("request", { default: "none" });
export const twin = new ContextVar("twin", { default: "unset" });
export const otherTwin = new ContextVar("twin", { default: "unset" });
export const tenant = carryStorage("tenant", new AsyncLocalStorage<string>());

/** What the context holds, before and after an await; then changes it. */
export async function context(): Promise<unknown[]> {
  const seen = [user.get(), request.get(), twin.get(), tenant.getStore()];
  await Promise.resolve();
  seen.push(user.get());
  user.set("changed in the Worker");
  return seen;
}

/** A loop of its own in the Worker. */
export function nested(delay: number): Promise<string> {
  return run(async () => {
    await sleep(delay);
    return `${user.get()} slept`;
  });
}

/** A result that moves. */
export function zeros(size: number): Uint8Array {
  return transfer(new Uint8Array(size));
}

/** An error of the module's. */
export function timedOut(): Promise<void> {
  return run(async () => {
    const { timeout } = await import("../mod.ts");
    await timeout(0, () => sleep(10));
  });
}
