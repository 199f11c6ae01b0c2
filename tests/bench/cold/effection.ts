import { run, until } from "npm:effection@4.1.1";

await run(function* main() {
  yield* until(Promise.resolve());
  console.log("ready");
});
