import { run, sleep } from "../../../mod.ts";

async function main(): Promise<void> {
  await sleep(0);
  console.log("ready");
}

await run(main);
