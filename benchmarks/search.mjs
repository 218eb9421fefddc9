// MiniSearch and Pagefind's indexing for search.py:
//   node search.mjs minisearch NODE_MODULES CORPUS default|tuned INDEX < queries > answers
//   node search.mjs pagefind NODE_MODULES CORPUS FOLDER
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [what, modules, corpus, ...rest] = process.argv.slice(2);
const from = createRequire(`${modules}/x.js`);
const items = (await readFile(corpus, "utf8")).trim().split("\n").map((line) => JSON.parse(line));

async function queries() {
  let text = "";
  for await (const chunk of process.stdin) text += chunk;
  return JSON.parse(text);
}

if (what === "minisearch") {
  const [way, index] = rest;
  const found = from("minisearch");
  const MiniSearch = found.default ?? found;
  const search = new MiniSearch({ fields: ["title", "text"] });
  search.addAll(items.map(({ id, title, sentences }) => ({ id, title, text: sentences.join(" ") })));
  await writeFile(index, JSON.stringify(search));
  const options = way === "tuned" ? { prefix: true, fuzzy: 0.2, combineWith: "AND" } : {};
  const answers = [];
  for (const query of await queries()) {
    const begun = performance.now();
    const hits = search.search(query, options);
    answers.push({ query, took: performance.now() - begun, ids: hits.map((hit) => hit.id) });
  }
  process.stdout.write(JSON.stringify(answers));
} else {
  const pagefind = await import(pathToFileURL(`${modules}/pagefind/lib/index.js`)); // it exports to ES modules alone
  const { index } = await pagefind.createIndex({});
  for (const { id, title, sentences, language } of items) {
    const content = `${title} ${sentences.join(" ")}`;
    const { errors } = await index.addCustomRecord({ url: `/${id}`, content, language, meta: { title } });
    if (errors.length) throw new Error(errors.join("; "));
  }
  await index.writeFiles({ outputPath: rest[0] });
  await pagefind.close();
}
