// Puts queries to our index as the site holds it: node ask.mjs FOLDER < ["query", …] > [{query, ids, took}, …]
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [folder] = process.argv.slice(2);
const { open } = await import(pathToFileURL(`${folder}/engine.js`));
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
  answers.push({ query, ids: shown.map((one) => one.url.split("#")[1]), took });
}
process.stdout.write(JSON.stringify(answers));
