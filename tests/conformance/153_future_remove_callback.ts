import { type Future, getRunningLoop, print, run, sleep } from "./_python.ts";

export default async function program() {
  function cb(_fut: Future<null>) {
    print("cb");
  }

  function other(_fut: Future<null>) {
    print("other");
  }

  async function main() {
    const f = getRunningLoop().createFuture<null>();
    f.addDoneCallback(cb);
    f.addDoneCallback(other);
    f.addDoneCallback(cb);
    print("removed", f.removeDoneCallback(cb));
    print("removed", f.removeDoneCallback(cb));
    f.addDoneCallback(other);
    f.setResult(null);
    await sleep(0);
    print("end");
  }

  await run(main);
}
