/** Cancels a task at every single step in turn, and looks what that left behind. */
import { assert, assertEquals } from "@std/assert";
import {
  allTasks,
  type Coroutine,
  createTask,
  getRunningLoop,
  run,
  sleep,
  type Task,
} from "../mod.ts";
import { newVirtualLoop } from "../loop/testing.ts";

/** A task among others. */
export interface Scenario {
  /** What is cancelled. */
  victim: Coroutine<unknown>;
  /** Who works beside it; they all end, with or without the victim. */
  others?: Coroutine<unknown>[];
  /** Lets whoever still waits for the victim go. */
  release?: () => void;
  /** What must hold when all have ended. */
  check?: (victim: Task<unknown>) => void;
}

/** Makes the tests of some scenarios. */
export function sweep(scenarios: Record<string, () => Scenario>): void {
  for (const [name, make] of Object.entries(scenarios)) {
    for (const order of ["before", "after"] as const) {
      Deno.test(`cancelled at every step, by a task made ${order} it: ${name}`, async () => {
        let steps = 0;
        while (await cancelAtStep(make, order, steps)) {
          assert(++steps < 200, "it never ends");
        }
        assert(steps > 0, "it was never cancelled");
      });
    }
  }
}

/** Returns whether the victim was still there to be cancelled. */
function cancelAtStep(
  make: () => Scenario,
  order: "before" | "after",
  step: number,
): Promise<boolean> {
  return run(async () => {
    const reports: string[] = [];
    getRunningLoop().setExceptionHandler((_loop, context) => {
      reports.push(`${context.message}: ${context.exception}`);
    });
    const scenario = make();
    let victim: Task<unknown> | null = null;
    let wasCancelled = false;
    const canceller = async () => {
      for (let i = 0; i < step; i++) {
        // Past what is ready now, time has to pass.
        await sleep(i < 12 ? 0 : 1);
      }
      wasCancelled = victim?.cancel() ?? false;
    };
    const others = (scenario.others ?? []).map((other) => createTask(other));
    const cancelling = order === "before" ? createTask(canceller) : null;
    victim = createTask(scenario.victim, { name: "victim" });
    await (cancelling ?? createTask(canceller));

    for (let i = 0; i < 100; i++) {
      if ([...others, victim].every((task) => task.done())) break;
      scenario.release?.();
      await sleep(1);
    }
    const main = [...allTasks()].find((task) => task.getName() === "main");
    assertEquals(main, undefined);
    assertEquals(
      [victim, ...others].filter((task) => !task.done()).map((task) =>
        task.getName()
      ),
      [],
      `still waiting after a cancel at step ${step}`,
    );
    for (const other of others) other.result();
    if (victim.cancelled()) assert(wasCancelled);
    else victim.result();
    scenario.check?.(victim);
    await sleep(50);
    assertEquals(allTasks().size, 1, `tasks left at step ${step}`);
    assertEquals(reports, []);
    return wasCancelled;
  }, { loopFactory: newVirtualLoop });
}
