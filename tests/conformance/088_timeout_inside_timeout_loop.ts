import {
  currentTask,
  Event,
  except,
  print,
  range,
  run,
  sleep,
  timeout,
  TimeoutError,
} from "./_python.ts";

export default async function program() {
  async function main() {
    let hits = 0;
    for (const _ of range(5)) {
      try {
        await timeout(10, async () => {
          await new Event().wait();
        });
      } catch (e) {
        except(e, TimeoutError);
        hits += 1;
      }
    }
    print("hits", hits, "cancelling", currentTask()!.cancelling());
    await sleep(0);
    print("end");
  }

  await run(main);
}
