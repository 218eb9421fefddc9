// What npm's own mjml says, as JSON on standard output.
//   node mjml.cjs FOLDER render   {name: MJML} on standard input → {name: {html, errors}}
//   node mjml.cjs FOLDER grammar  → {element: {attribute: kind}}
const [folder, verb] = process.argv.slice(2);
const found = require(`${folder}/mjml`);
const render = found.default || found;
const { components } = require(`${folder}/mjml-core`);

const answer = (value) => process.stdout.write(JSON.stringify(value));

if (verb === "grammar") {
  answer(Object.fromEntries(Object.entries(components).map(([name, one]) => [name, one.allowedAttributes || {}])));
} else {
  const chunks = [];
  process.stdin.on("data", (chunk) => chunks.push(chunk));
  process.stdin.on("end", async () => {
    const made = {};
    for (const [name, source] of Object.entries(JSON.parse(Buffer.concat(chunks).toString("utf8")))) {
      const { html, errors } = await render(source, { fonts: {}, keepComments: true, validationLevel: "soft" });
      made[name] = { html, errors: (errors || []).map((error) => error.formattedMessage) };
    }
    answer(made);
  });
}
