import process from "node:process";
import { Event, getRunningLoop, print, run } from "./_python.ts";

export default async function program() {
  async function main() {
    const loop = getRunningLoop();
    const got = new Event();

    function onSignal(name: string) {
      print("handler", name);
      got.set();
    }

    loop.addSignalHandler("SIGUSR1", onSignal, "usr1");
    process.kill(process.pid, "SIGUSR1");
    await got.wait();
    print("removed", loop.removeSignalHandler("SIGUSR1"));
    print("removed again", loop.removeSignalHandler("SIGUSR1"));
  }

  await run(main);
}
