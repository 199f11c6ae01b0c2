/** Unpacks the Chromium of an npm package, where none is installed. */
import packed from "npm:@sparticuz/chromium@153.0.0";

console.log(await packed.executablePath());
