// {name: MJML} on standard input → {name: {html, errors}} on standard output, by npm's own mjml.
const found = require(`${process.argv[2]}/mjml`);
const render = found.default || found;
const chunks = [];
process.stdin.on("data", (chunk) => chunks.push(chunk));
process.stdin.on("end", async () => {
  const sources = JSON.parse(Buffer.concat(chunks).toString("utf8"));
  const made = {};
  for (const [name, source] of Object.entries(sources)) {
    const { html, errors } = await render(source, { fonts: {}, keepComments: true, validationLevel: "soft" });
    made[name] = { html, errors: (errors || []).map((error) => error.formattedMessage) };
  }
  process.stdout.write(JSON.stringify(made));
});
