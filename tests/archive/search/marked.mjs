// What is marked in titles and sentences: node marked.mjs WEB FOLDER < ["query", ...] > [[text, ...], ...], sorted
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [web, folder] = process.argv.slice(2);
const { open } = await import(pathToFileURL(`${web}/engine.js`));
const { excerpt, marked } = await import(pathToFileURL(`${web}/marks.js`));
const index = await open(async (name) => JSON.parse(await readFile(`${folder}/${name.split("?")[0]}`, "utf8")));
let text = "";
for await (const chunk of process.stdin) text += chunk;
const answers = [];
for (const query of JSON.parse(text)) {
  const { hits, marks } = index.find(query);
  const found = new Set();
  for (const { item } of hits) {
    const shown = await index.show(item);
    for (const part of [shown.title, excerpt(shown.sentences, marks, index)]) {
      for (const [piece, hit] of marked(part, marks, index)) if (hit) found.add(piece);
    }
  }
  answers.push([...found].sort());
}
process.stdout.write(JSON.stringify(answers));
