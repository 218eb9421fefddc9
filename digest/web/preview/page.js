// The page around the mail: it shows what the server tells it, and keeps switches and place when something changes.
const words = JSON.parse(document.getElementById("words").textContent);
const meta = (name) => document.querySelector(`meta[name="${name}"]`).content;
const at = (id) => document.getElementById(id);
const told = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const made = (tag, className = "", ...inside) => {
  const one = document.createElement(tag);
  if (className) one.className = className;
  one.append(...inside);
  return one;
};
const kilobytes = (bytes) => (bytes / 1000).toFixed(1);

const switches = { width: innerWidth < 760 ? "390" : "700", light: "light", shown: "html", issue: "" };
for (const [name, value] of new URLSearchParams(location.search)) if (name in switches) switches[name] = value;
let last = null; // what the server told last
let version = ""; // what the frame shows
let stream = null;

function remember() {
  const query = new URLSearchParams(switches);
  history.replaceState(null, "", `?${query}`);
}

// The frame: a new one is loaded unseen and takes the place of the old one, so that nothing flashes and nothing scrolls.
const holder = at("frame");
const frame = () => holder.querySelector("iframe:not(.coming)");
const sizes = new ResizeObserver(fit);

function load() {
  if (!last?.proof) return;
  holder.querySelectorAll("iframe.coming").forEach((one) => one.remove());
  const coming = made("iframe", "coming");
  coming.title = words.mail_frame;
  coming.setAttribute("sandbox", "allow-same-origin allow-popups allow-popups-to-escape-sandbox");
  coming.src = `/mail/${encodeURIComponent(last.issue)}/${last.proof.version}?light=${switches.light}&shown=${switches.shown}`;
  coming.addEventListener("load", () => {
    if (!coming.isConnected) return;
    const before = frame();
    coming.classList.remove("coming");
    sizes.disconnect();
    if (coming.contentDocument) sizes.observe(coming.contentDocument.documentElement);
    sizes.observe(holder.parentElement);
    fit();
    before?.remove();
    holder.dataset.shown = version;
  }, { once: true });
  version = last.proof.version;
  holder.append(coming);
  place(coming);
}

function place(one) {
  const room = holder.parentElement.clientWidth;
  const width = switches.width === "fluid" ? room : Number(switches.width);
  const scale = Math.min(1, room / width);
  one.style.width = `${width}px`;
  one.style.transform = scale < 1 ? `scale(${scale})` : "";
  holder.style.width = `${Math.round(width * scale)}px`;
  const key = scale < 1 ? "scaled" : "unscaled";
  at("measure").textContent = told(key, { width, percent: Math.round(scale * 100) });
  return scale;
}

function fit() {
  const one = frame();
  const root = one?.contentDocument?.documentElement;
  if (!root) return;
  const scale = place(one);
  const height = Math.ceil(root.getBoundingClientRect().height);
  one.style.height = `${height}px`;
  holder.style.height = `${Math.ceil(height * scale)}px`;
}

// What stands beside the mail.
function cut(className, part) {
  const whole = made("span", className, part.shown);
  if (part.lost) {
    const mark = made("span", "cut", "⋯");
    mark.title = words.inbox_cut;
    const lost = made("span", "lost-text", part.lost);
    lost.title = words.inbox_lost;
    whole.append(mark, lost);
  }
  return whole;
}

function showSummary({ size, findings }) {
  const [weight, list] = at("summary").children;
  weight.textContent = `${kilobytes(size.bytes)} KB`;
  list.textContent = findings.length ? `${words.findings} ${findings.length}` : words.findings_none;
}

function showInbox(lines) {
  at("inbox").replaceChildren(...lines.map((line) => {
    const one = made("div", "line", made("span", "program", words[`inbox_${line.program}`]));
    one.append(made("p", "", cut("sender", line.sender)), made("p", "", cut("subject", line.subject)));
    if (line.preheader) one.append(made("p", "", cut("preheader", line.preheader)));
    return one;
  }));
}

function showSize(size) {
  const level = size.bytes > size.refuse ? "refuse" : size.bytes >= size.warn ? "warn" : "fine";
  const limits = { warn: size.warn / 1000, refuse: size.refuse / 1000 };
  const most = Math.max(size.refuse * 1.08, size.bytes);
  const meter = made("div", `meter ${level}`, made("i"), made("b"), made("b"));
  meter.setAttribute("aria-hidden", "true");
  const [fill, warn, refuse] = meter.children;
  fill.style.width = `${(100 * size.bytes) / most}%`;
  warn.style.left = `${(100 * size.warn) / most}%`;
  refuse.style.left = `${(100 * size.refuse) / most}%`;
  const parts = size.biggest.map((part) => made("li", "",
    made("span", "", `${part.number}. ${part.headline}`), made("span", "kb", `${kilobytes(part.bytes)} KB`)));
  at("size").replaceChildren(
    made("p", "told", told("size_now", { kb: kilobytes(size.bytes) })), meter,
    made("p", `note ${level}`, told(`size_${level}`, limits)),
    ...(parts.length ? [made("h3", "", words.size_biggest), made("ol", "parts", ...parts)] : []),
  );
}

function showFindings(found, notes) {
  at("findings-count").textContent = found.length ? String(found.length) : "";
  const list = found.map((one) => {
    const item = one.item ? ` ${told("finding_item", { n: one.item })}` : "";
    const where = one.place ? `${item} ${one.place}` : item;
    const row = made("li", "finding", made("p", "where", made("span", `pill ${one.level}`, words[`finding_${one.level}`]), where));
    if (one.text) row.append(made("p", "about", one.text));
    row.append(made("p", "", one.message));
    if (one.hint) row.append(made("p", "hint", one.hint));
    return row;
  });
  const all = [...notes.map((note) => made("p", "notes", note))];
  all.push(list.length ? made("ul", "", ...list) : made("p", "note", words.findings_none));
  at("findings").replaceChildren(...all);
}

function showFault(fault) {
  at("fault").hidden = !fault;
  if (!fault) return at("fault").replaceChildren();
  const lines = fault.excerpt.map((line) => made("div", line.wrong ? "wrong" : "", `${String(line.number).padStart(4)}  ${line.text}`));
  const source = made("pre", "", ...lines);
  source.tabIndex = 0;
  at("fault").replaceChildren(
    made("p", "kind", last.proof ? words.fault : words.fault_first),
    made("p", "subject", fault.subject),
    ...fault.messages.map((message) => made("p", "", message)),
    ...(lines.length ? [source] : []),
    ...(fault.hint ? [made("p", "hint", fault.hint)] : []),
  );
}

function showIssues(issues, chosen) {
  const options = issues.map((issue) => {
    const number = issue.number ? `${told("number", { n: issue.number })} · ` : "";
    const option = made("option", "", `${number}${issue.first} · ${issue.genre} · ${issue.language}`);
    option.value = issue.id;
    option.selected = issue.id === chosen;
    return option;
  });
  const now = options.map((one) => `${one.value} ${one.textContent} ${one.selected}`).join("\n");
  if (at("issue").dataset.now === now) return;
  at("issue").dataset.now = now;
  at("issue").replaceChildren(...options);
}

function show(state) {
  if (state.session !== meta("session")) return location.reload();
  last = state;
  switches.issue = state.issue;
  remember();
  showIssues(state.issues, state.issue);
  showFault(state.fault);
  at("nothing").hidden = Boolean(state.proof) || Boolean(state.fault);
  if (!state.proof) return;
  showSummary(state.proof);
  showInbox(state.proof.inbox);
  showSize(state.proof.size);
  showFindings(state.proof.findings, state.notes);
  if (state.proof.version !== version) load();
}

function listen() {
  stream?.close();
  stream = new EventSource(`/events?issue=${encodeURIComponent(switches.issue)}`);
  stream.addEventListener("state", (event) => show(JSON.parse(event.data)));
  stream.addEventListener("open", () => tellLive(false));
  stream.addEventListener("error", () => tellLive(true));
}

function tellLive(lost) {
  at("live").classList.toggle("lost", lost);
  at("live").textContent = lost ? words.lost : words.live;
}

// The header stays in sight on a wide screen; what sticks below it needs its height.
const head = document.querySelector("header");
new ResizeObserver(() => {
  const height = getComputedStyle(head).position === "sticky" ? head.offsetHeight : 0;
  document.documentElement.style.setProperty("--header", `${height}px`);
}).observe(head);

// The switches.
for (const name of ["width", "light", "shown"]) {
  const all = [...document.querySelectorAll(`input[name="${name}"]`)];
  if (!all.some((one) => one.value === switches[name])) switches[name] = all[0].value;
  for (const one of all) {
    one.checked = one.value === switches[name];
    one.addEventListener("change", () => {
      switches[name] = one.value;
      remember();
      at("imitation").hidden = switches.light !== "inverted";
      if (name === "width") fit();
      else load();
    });
  }
}
at("imitation").hidden = switches.light !== "inverted";
at("issue").addEventListener("change", () => {
  switches.issue = at("issue").value;
  version = "";
  remember();
  listen();
});

at("test").addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = at("test").querySelector("button");
  const say = (text, wrong = false) => {
    at("test-told").textContent = text;
    at("test-told").classList.toggle("wrong", wrong);
  };
  button.disabled = true;
  say(words.test_sending);
  try {
    const answer = await fetch(`/test/${encodeURIComponent(switches.issue)}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Digest-Key": meta("key") },
      body: JSON.stringify({ address: at("address").value }),
    });
    const found = await answer.json();
    if (!answer.ok) say(found.error, true);
    else say(found.file ? told("test_kept", found) : told("test_sent", found));
  } catch {
    say(words.lost, true);
  } finally {
    button.disabled = false;
  }
});

remember();
listen();
