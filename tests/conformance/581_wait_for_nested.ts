import {
  currentTask,
  except,
  print,
  run,
  sleep,
  TimeoutError,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function main() {
    for (const [outer, inner] of ([[20, 1000], [1000, 20]] as const)) {
      try {
        await waitFor(() => waitFor(() => sleep(10_000), inner), outer);
      } catch (e) {
        except(e, TimeoutError);
        print("TimeoutError", currentTask()!.cancelling());
      }
    }

    async function hides() {
      try {
        await waitFor(() => sleep(10_000), 20);
        return "in time";
      } catch (e) {
        except(e, TimeoutError);
        return "hidden";
      }
    }

    print(await waitFor(hides, 1000));
  }

  await run(main);
}
