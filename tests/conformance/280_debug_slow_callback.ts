import { busyWait, getRunningLoop, print, run, sleep } from "./_python.ts";

export default async function program() {
  // What debug mode reports goes to the console.
  const warn = console.warn;
  console.warn = (text: unknown) => {
    const m = String(text);
    if (m.includes("took")) {
      print("WARNING", m.split(" ")[0], "... took");
    }
  };

  async function main() {
    const loop = getRunningLoop();
    print("default", loop.slowCallbackDuration / 1000);
    loop.slowCallbackDuration = 40;
    await sleep(0);
    busyWait(80);
    await sleep(0);
    print("end");
  }

  try {
    await run(main, { debug: true });
  } finally {
    console.warn = warn;
  }
}
