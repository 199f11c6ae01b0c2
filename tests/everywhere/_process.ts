// Does a job in a process of Deno, Node or Bun: the argument is the job, stdout
// gets a line for each result.
import { type Job, perform } from "./_host.ts";

const { process } = globalThis as unknown as {
  process: {
    argv: string[];
    stdout: { write(text: string): void };
  };
};

const job = JSON.parse(process.argv.at(-1) as string) as Job;
await perform(job, (result) => {
  process.stdout.write(`\n@result ${JSON.stringify(result)}\n`);
});
// Reached only where nothing hangs; the process has to end by itself.
process.stdout.write("\n@end\n");
