/** A Chromium with one page, for suites that report back by themselves. */

const ARGS = [
  "--headless",
  "--no-sandbox",
  "--no-first-run",
  "--disable-gpu",
  "--disable-background-timer-throttling",
  "--disable-renderer-backgrounding",
  // Nothing but the suite.
  "--disable-background-networking",
  "--disable-component-update",
  "--remote-debugging-port=0",
];

/** Opens a page in a browser of its own, which ends with the block. */
export async function startBrowser(
  command: string,
  url: string,
): Promise<AsyncDisposable> {
  const profile = await Deno.makeTempDir();
  const browser = new Deno.Command(command, {
    args: [...ARGS, `--user-data-dir=${profile}`, url],
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  return {
    async [Symbol.asyncDispose]() {
      browser.kill("SIGTERM");
      await browser.status;
      // Its processes may still write.
      for (let tries = 0; tries < 20; tries++) {
        try {
          await Deno.remove(profile, { recursive: true });
          break;
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      }
    },
  };
}
