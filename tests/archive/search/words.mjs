// Numbers and stems as the browser reads them: node words.mjs WEB < {texts, words, units, signs}
import { pathToFileURL } from "node:url";

const [web] = process.argv.slice(2);
const { reader } = await import(pathToFileURL(`${web}/words.js`));
const { stem } = await import(pathToFileURL(`${web}/stem.js`));
let text = "";
for await (const chunk of process.stdin) text += chunk;
const { texts, words, units, signs } = JSON.parse(text);
const numbers = reader(units, signs);
process.stdout.write(JSON.stringify({
  numbers: texts.map((one) => numbers(one).map(({ value, unit, start, end }) => [value, unit, start, end])),
  stems: words.map(stem),
}));
