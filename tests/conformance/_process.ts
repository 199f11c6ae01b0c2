// Runs one program in a process of its own, which may get signals. The arguments
// are the module and the clock; stdout gets the printed lines as JSON.
import { type Clock, record } from "./_python.ts";

const [module, clock] = Deno.args;
const { default: program } = await import(module);
console.log(JSON.stringify(await record(program, clock as Clock)));
