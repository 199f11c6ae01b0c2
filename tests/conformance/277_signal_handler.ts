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

    // SIGUSR1 would start the debugger of the runtime.
    loop.addSignalHandler("SIGUSR2", onSignal, "usr1");
    process.kill(process.pid, "SIGUSR2");
    await got.wait();
    print("removed", loop.removeSignalHandler("SIGUSR2"));
    print("removed again", loop.removeSignalHandler("SIGUSR2"));
  }

  await run(main);
}
