import {
  Condition,
  currentTask,
  except,
  print,
  run,
  timeout,
  TimeoutError,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function main() {
    const cond = new Condition();
    const permit = await cond.acquire();
    try {
      try {
        await timeout(20, async () => {
          await cond.wait();
        });
      } catch (e) {
        except(e, TimeoutError);
        print("TimeoutError, locked", cond.locked());
      }
      try {
        await waitFor(() => cond.wait(), 20);
      } catch (e) {
        except(e, TimeoutError);
        print("TimeoutError, locked", cond.locked());
      }
      try {
        await waitFor(() => cond.waitFor(() => false), 20);
      } catch (e) {
        except(e, TimeoutError);
        print("TimeoutError, locked", cond.locked());
      }
    } finally {
      permit.release();
    }
    print("locked", cond.locked(), currentTask()!.cancelling());
  }

  await run(main);
}
