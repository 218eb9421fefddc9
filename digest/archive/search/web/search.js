// The search box of the archive: results below it while one types, by keyboard and by ear. The engine and the index are
// fetched with the first key; nothing else is asked of any host.

const PAGE = 10; // results shown at once
const WAIT = 120; // milliseconds without a key before it searches
const CALM = 500; // and before the count is told aloud

class Box {
  constructor(form) {
    const place = form.parentElement;
    this.form = form;
    this.input = form.querySelector("input");
    this.told = form.dataset;
    this.status = place.querySelector("[role=status]");
    this.list = place.querySelector(".hits");
    this.more = place.querySelector(".more-hits");
    this.own = form.hasAttribute("data-page"); // the search page, whose address tells the query
    this.asked = 0;
    for (const off of place.querySelectorAll(".search-off")) off.hidden = true;
    form.addEventListener("submit", (event) => this.#submitted(event));
    this.input.addEventListener("input", () => this.#typed());
    place.addEventListener("keydown", (event) => this.#key(event));
    this.more.addEventListener("click", () => this.#show(this.list.children.length));
    document.addEventListener("keydown", (event) => this.#slash(event));
    addEventListener("popstate", () => this.own && this.#addressed());
    if (this.own) this.#addressed();
    else if (this.input.value) this.#typed(); // typed before the module came
  }

  #addressed() {
    this.input.value = new URL(location).searchParams.get("q") ?? "";
    this.#search();
  }

  #typed() {
    this.index ??= this.#open();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#search(), WAIT);
  }

  #submitted(event) {
    if (!this.own) return;
    event.preventDefault();
    clearTimeout(this.timer);
    this.#search();
  }

  #slash(event) {
    const typing = event.target.closest?.("input,textarea,select,[contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.input.focus();
    this.input.select();
  }

  #key(event) {
    if (event.isComposing) return;
    const links = [...this.list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const within = at >= 0 || document.activeElement === this.input;
    if (event.key === "Escape" && within) {
      if (at < 0) this.input.value = "";
      this.input.focus();
      if (at < 0) this.#search();
    } else if (event.key === "ArrowDown" && within && links[at + 1]) links[at + 1].focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? this.input).focus();
    else return;
    event.preventDefault();
  }

  async #open() {
    const base = new URL(this.told.search, document.baseURI);
    const read = async (name) => {
      const answer = await fetch(new URL(name, base));
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      return answer.json();
    };
    const [engine, marks] = await Promise.all([import("./engine.js"), import("./marks.js")]);
    this.marks = marks;
    return engine.open(read);
  }

  async #search() {
    const query = this.input.value.trim();
    const asked = (this.asked += 1);
    if (this.own) {
      const address = new URL(location);
      if (query) address.searchParams.set("q", query);
      else address.searchParams.delete("q");
      if (address.href !== location.href) history.replaceState(null, "", address);
    }
    if (!query) {
      this.found = { hits: [], marks: new Set() };
      this.#tell("", 0);
      this.#clear();
      return;
    }
    try {
      this.index ??= this.#open();
      const index = await this.index;
      if (asked !== this.asked) return;
      this.found = index.find(query);
      const count = this.found.hits.length;
      const text = count === 0 ? this.told.none : count === 1 ? this.told.one : this.told.many;
      this.#tell(text.replace("{count}", count).replace("{query}", query), CALM);
      await this.#show(0);
    } catch (error) {
      this.index = undefined;
      if (asked !== this.asked) return;
      console.error(error);
      this.#clear();
      this.#tell(this.told.failed, 0);
    }
  }

  /** The count is seen at once and told aloud when no key follows. */
  #tell(text, after) {
    this.form.parentElement.querySelector(".found").textContent = text;
    clearTimeout(this.telling);
    this.telling = setTimeout(() => (this.status.textContent = text), after);
  }

  #clear() {
    this.list.replaceChildren();
    this.more.hidden = true;
  }

  async #show(from) {
    const { found, asked } = this;
    const index = await this.index;
    const hits = found.hits.slice(from, from + PAGE);
    const items = await Promise.all(hits.map(({ item }) => index.show(item)));
    if (asked !== this.asked) return;
    const rows = items.map((item) => this.#row(item, found.marks, index));
    if (from) this.list.append(...rows);
    else this.list.replaceChildren(...rows);
    this.more.hidden = from + PAGE >= found.hits.length;
    if (from) rows[0]?.querySelector("a").focus();
  }

  #row(item, terms, index) {
    const { excerpt, marked } = this.marks;
    const row = document.createElement("li");
    const link = document.createElement("a");
    link.href = new URL(item.url, new URL(this.told.root, document.baseURI));
    link.append(...marks(marked(item.title, terms, index)));
    const when = document.createElement("p");
    when.className = "when";
    const day = new Date(`${item.day}T00:00:00Z`);
    const told = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }).format(day);
    when.append(...(item.label ? [`${item.label} · `] : []), told);
    row.append(link, when);
    const sentence = excerpt(item.sentences, terms, index);
    if (sentence) {
      const text = document.createElement("p");
      text.append(...marks(marked(sentence, terms, index)));
      row.append(text);
      if (item.language !== document.documentElement.lang) text.lang = link.lang = item.language;
    }
    return row;
  }
}

function marks(parts) {
  return parts.map(([text, hit]) => {
    if (!hit) return text;
    const mark = document.createElement("mark");
    mark.textContent = text;
    return mark;
  });
}

for (const form of document.querySelectorAll("form[data-search]")) new Box(form);
