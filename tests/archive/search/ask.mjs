// Asks an index in a folder: node ask.mjs ENGINE FOLDER < ["query", ...] > [{query, urls}, ...]
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [engine, folder] = process.argv.slice(2);
const { open } = await import(pathToFileURL(engine));
const read = async (name) => JSON.parse(await readFile(`${folder}/${name.split("?")[0]}`, "utf8"));
const index = await open(read);
let text = "";
for await (const chunk of process.stdin) text += chunk;
const answers = [];
for (const query of JSON.parse(text)) {
  const begun = performance.now();
  const { hits } = index.find(query);
  const took = performance.now() - begun;
  const shown = await Promise.all(hits.map((hit) => index.show(hit.item)));
  answers.push({ query, urls: shown.map((one) => one.url), titles: shown.map((one) => one.title), took });
}
process.stdout.write(JSON.stringify(answers));
