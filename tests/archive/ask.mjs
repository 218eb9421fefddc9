// Puts queries to our index as the site holds it: node ask.mjs ENGINE FOLDER < ["query", …] > [{query, ids, urls, titles, took}, …]
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
  const urls = shown.map((one) => one.url);
  answers.push({ query, ids: urls.map((url) => url.split("#")[1]), urls, titles: shown.map((one) => one.title), took });
}
process.stdout.write(JSON.stringify(answers));
