// Finds items: each word by the index's own terms, else without its particle, else covered by the fewest terms, else by
// what begins with it, else with one jamo changed. All words must match.

import { bare, edit, fold, jamo, key, nouned, parts, reader, stems, stripped, words } from "./words.js";

const LEAST = 2; // signs of a word that others may begin with, or that may be a slip
const MOST = 80; // terms that one beginning stands for
const RECENT = 0.2; // what the newest item gains on the oldest
const JAMO = /[ㄱ-ㅣᄀ-ᇿ]+$/; // of a syllable that is being typed
const LATIN = /[a-z0-9À-ɏ]/;

/** The index of a year, its postings read where they are asked for. */
class Year {
  constructor(index, listed, base) {
    Object.assign(this, { listed, base, terms: new Map(), read: new Map(), verbs: new Map(), spelled: new Map() });
    let before = "";
    for (const line of index.terms.split("\n")) {
      if (!line) continue;
      const space = line.lastIndexOf(" ");
      before = before.slice(0, parseInt(line[0], 36)) + line.slice(1, space);
      this.terms.set(before, line.slice(space + 1));
    }
    for (const line of index.verbs.split("\n")) {
      const [lemma, ...forms] = line.split(" ");
      this.spelled.set(lemma, forms);
      for (const form of forms) this.verbs.set(form, lemma);
    }
  }

  /** The items that have a term, each with its score; undefined where none has. */
  items(term) {
    if (!this.read.has(term) && this.terms.has(term)) {
      const found = new Map();
      let at = this.base - 1;
      for (const [, gap, step] of this.terms.get(term).matchAll(/([0-9a-z]*)([A-I])/g)) {
        at += 1 + (gap ? parseInt(gap, 36) : 0);
        found.set(at, (step.charCodeAt(0) - 64) / 9);
      }
      this.read.set(term, found);
    }
    return this.read.get(term);
  }
}

/** The index of all years. `read` gives the value of a JSON file by its name. */
export async function open(read) {
  const manifest = await read("index.json");
  const indexes = await Promise.all(manifest.years.map((one) => read(one.index)));
  return new Index(manifest, indexes, read);
}

export class Index {
  constructor(manifest, indexes, read) {
    let base = 0;
    this.years = manifest.years.map((one, place) => {
      const year = new Year(indexes[place], one, base);
      base += one.items;
      return year;
    });
    Object.assign(this, { each: manifest.each, read, total: base, shown: new Map() });
    this.numbers = reader(manifest.units, manifest.signs);
    this.stop = new Set(manifest.stop.split(" "));
    this.names = new Map();
    for (const group of manifest.names) {
      for (const name of group) {
        for (const form of new Set([bare(name.replaceAll(" ", "")), key(name.replaceAll(" ", ""))])) {
          this.names.set(form, [...(this.names.get(form) ?? []), ...group]);
        }
      }
    }
  }

  /** The items that a query finds, the best first: [{item, score}], with the terms by which they were found. */
  find(query) {
    const marks = new Set();
    const tokens = this.#tokens(fold(query));
    const told = tokens.map((token) => this.#token(token, marks));
    // A lone syllable that is no term (원·달러, a dependent noun) decides nothing where other words do.
    const kept = told.filter((one, place) => one.size || !/^[가-힣]$/.test(tokens[place].form ?? ""));
    const found = kept.length ? kept : told;
    const hits = found.length ? all(found) : new Map();
    const most = Math.max(1, this.total - 1);
    const ranked = [...hits].map(([item, score]) => ({ item, score: score * (1 + (RECENT * item) / most) }));
    ranked.sort((a, b) => b.score - a.score || b.item - a.item);
    return { hits: ranked, marks };
  }

  /** What an item shows: {url, title, label, day, language, sentences}. */
  async show(item) {
    const year = this.years.findLast((one) => one.base <= item);
    const place = Math.floor((item - year.base) / this.each);
    const name = year.listed.shown[place];
    if (!this.shown.has(name)) this.shown.set(name, this.read(name));
    const [url, title, label, day, language, sentences] = (await this.shown.get(name))[(item - year.base) % this.each];
    return { url, title, label, day, language, sentences };
  }

  /** As the texts write a verb of the index. */
  spelled(term) {
    return this.years.flatMap((year) => year.spelled.get(term) ?? []);
  }

  /** Words, numbers and names of several words, without English stop words where anything else is there. */
  #tokens(text) {
    const numbers = this.numbers(text);
    const found = [];
    let at = 0;
    for (const number of numbers) {
      if (number.start < at) continue;
      found.push(...words(text.slice(at, number.start)));
      const rest = /^[가-힣]*/.exec(text.slice(number.end))[0];
      found.push({ number, rest, raw: text.slice(number.start, number.end) });
      at = number.end + rest.length;
    }
    found.push(...words(text.slice(at)));
    const joined = this.#joined(found);
    const told = joined.filter((one) => !one.form || !this.stop.has(one.form));
    return told.length ? told : joined;
  }

  /** Neighbours that are a known name of several words become one. */
  #joined(tokens) {
    const found = [];
    for (let at = 0; at < tokens.length; at += 1) {
      let size = Math.min(5, tokens.length - at);
      for (; size > 1; size -= 1) {
        const some = tokens.slice(at, at + size);
        if (some.some((one) => !one.form)) continue;
        const form = some.map((one) => bare(one.form)).join("");
        const known = [form, ...stripped(form)].find((one) => this.names.has(one));
        if (known) {
          found.push({ form: known });
          break;
        }
      }
      if (size > 1) at += size - 1;
      else found.push(tokens[at]);
    }
    return found;
  }

  #token(token, marks) {
    return token.number ? this.#number(token, marks) : this.#word(token.form, marks);
  }

  #number({ number, rest }, marks) {
    const tails = rest ? [rest, ...stripped(rest)] : [""];
    for (const tail of tails) {
      const hits = tail && this.#plain(number.value + number.word + tail, marks);
      if (hits && hits.size) return hits;
    }
    const exact = this.#plain(number.value + number.unit, marks) ?? this.#plain(number.value, marks) ?? new Map();
    if (!rest || stripped(`가${rest}`).includes("가") || stripped(`각${rest}`).includes("각") || rest.length < LEAST) return exact;
    return all([exact, this.#word(rest, marks)]);
  }

  #word(word, marks) {
    if (JAMO.test(word) && word.length > 1) return this.#word(word.replace(JAMO, ""), marks);
    const forms = [word, ...stripped(word)];
    const name = forms.find((form) => this.names.has(bare(form)));
    if (name && name !== word) return any([this.#exact(word, marks), this.#exact(name, marks)].filter(Boolean));
    const ways = [
      (form) => this.#exact(form, marks),
      (form) => this.#verb(form, marks),
      (form) => this.#covered(form, marks, false),
      (form) => this.#begun(form, marks),
      (form) => this.#covered(form, marks, true),
      (form) => this.#short(form, marks),
      (form) => this.#slip(form, marks),
    ];
    for (const way of ways) {
      for (const form of forms) {
        const hits = way(form);
        if (hits && hits.size) return hits;
      }
    }
    return new Map();
  }

  /** The items of a term, by every spelling where it is a known name; a year that has no such term is asked for its parts. */
  #exact(form, marks, term = key(form)) {
    const names = this.names.get(bare(form));
    const found = (names ?? []).map((name) => this.#name(name, marks)).filter(Boolean);
    const own = this.#plain(term, marks);
    if (own) found.push(own);
    return found.length ? any(found) : undefined;
  }

  /** The items of a name as it is spelled: as one term, else all its words. */
  #name(name, marks) {
    const joined = this.#plain(name.includes(" ") ? bare(name.replaceAll(" ", "")) : key(name), marks);
    if (joined || !name.includes(" ")) return joined;
    const told = name.split(" ").filter((one) => !this.stop.has(one)).map((one) => this.#plain(key(one), marks));
    return told.every(Boolean) ? all(told) : undefined;
  }

  #plain(term, marks) {
    if (!this.years.some((year) => year.terms.has(term))) return undefined;
    marks.add(term);
    const found = new Map();
    const missing = [];
    for (const year of this.years) {
      if (year.terms.has(term)) for (const [item, score] of year.items(term)) found.set(item, score);
      else missing.push(year);
    }
    const hits = weighed(found, this.total);
    for (const year of missing) for (const [item, score] of this.#cover(year, term, marks, false)) hits.set(item, score);
    return hits;
  }

  #verb(form, marks) {
    for (const stem of stems(form, false)) {
      const found = this.#stem(stem, marks);
      if (found) return found;
    }
    return undefined;
  }

  /** What one syllable with an ending may be: 받는, 말했다. */
  #short(form, marks) {
    const noun = nouned(form);
    const found = [noun && this.#plain(noun, marks), ...stems(form, true).map((stem) => this.#stem(stem, marks))];
    return found.find((one) => one?.size);
  }

  #stem(stem, marks) {
    const lemmas = this.years.flatMap((year) => [year.verbs.get(stem), `${stem}다`]);
    const found = lemmas.map((lemma) => lemma && this.#plain(lemma, marks)).filter(Boolean);
    return found.length ? any(found) : undefined;
  }

  #covered(form, marks, short) {
    const told = parts(form);
    if (told.length > 1) {
      const found = told.map((one) => this.#exact(one, marks));
      return found.every(Boolean) ? all(found) : undefined;
    }
    return any(this.years.map((year) => this.#cover(year, form, marks, short)));
  }

  /** The items of one year that have all of the fewest terms which make up a word; `short`: the last may be one syllable. */
  #cover(year, form, marks, short) {
    const best = [[]];
    for (let end = 1; end <= form.length; end += 1) {
      if (inside(form, end)) continue;
      for (let start = 0; start < end; start += 1) {
        if (!best[start] || inside(form, start)) continue;
        const piece = form.slice(start, end);
        const enough = piece.length > 1 || LATIN.test(piece) || (short && start && end === form.length);
        const known = enough && (year.terms.has(key(piece)) || this.names.has(piece));
        if (known && (!best[end] || best[start].length + 1 < best[end].length)) best[end] = [...best[start], piece];
      }
    }
    const pieces = best[form.length];
    if (!pieces || pieces.length < 2) return new Map();
    const found = pieces.map((piece) => {
      const items = new Map();
      for (const term of new Set([key(piece), ...(this.names.get(piece) ?? []).map((name) => key(name.replaceAll(" ", "")))])) {
        for (const [item, score] of year.items(term) ?? []) items.set(item, Math.max(score, items.get(item) ?? 0));
      }
      return weighed(items, this.total);
    });
    const hits = all(found);
    if (hits.size) for (const piece of pieces) marks.add(key(piece));
    return hits;
  }

  /** The items of all terms that begin with a word. */
  #begun(form, marks) {
    const start = bare(form);
    if (start.length < LEAST) return undefined;
    const sorted = this.#sorted();
    let low = 0, high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < start) low = middle + 1;
      else high = middle;
    }
    const terms = [];
    while (low < sorted.length && sorted[low].startsWith(start) && terms.length < MOST) terms.push(sorted[low++]);
    return terms.length ? any(terms.map((term) => this.#exact(term, marks, term) ?? new Map())) : undefined;
  }

  /** The items of the likeliest term that one edit makes of a word. */
  #slip(form, marks) {
    const word = key(form);
    const latin = LATIN.test(word);
    if (/\d/.test(word) || word.length < (latin ? 4 : LEAST)) return undefined;
    const told = jamo(word);
    let best, least = Infinity, most = 0;
    for (const term of this.#sorted()) {
      if (Math.abs(term.length - word.length) > (latin ? 1 : 0) || /\d/.test(term)) continue;
      if (term[0] !== word[0] && term.at(-1) !== word.at(-1)) continue;
      const cost = edit(told, jamo(term));
      if (cost > least || cost === Infinity) continue;
      const count = this.#count(term);
      if (cost < least || count > most) [best, least, most] = [term, cost, count];
    }
    return best && this.#exact(best, marks, best);
  }

  #count(term) {
    return this.years.reduce((sum, year) => sum + (year.items(term)?.size ?? 0), 0);
  }

  #sorted() {
    this.order ??= [...new Set([...this.years.flatMap((year) => [...year.terms.keys()]), ...this.names.keys()])].sort(
      (a, b) => (a < b ? -1 : a > b ? 1 : 0));
    return this.order;
  }
}

/** Whether a place lies inside a Latin word. */
const inside = (form, at) => at > 0 && at < form.length && LATIN.test(form[at - 1]) && LATIN.test(form[at]);

/** Scores times what the term is worth: the rarer, the more. */
function weighed(items, total) {
  const worth = Math.log(1 + (total - items.size + 0.5) / (items.size + 0.5));
  return new Map([...items].map(([item, score]) => [item, score * worth]));
}

function all(found) {
  const [least, ...others] = [...found].sort((a, b) => a.size - b.size);
  const hits = new Map();
  for (const [item, score] of least) {
    if (others.every((one) => one.has(item))) hits.set(item, others.reduce((sum, one) => sum + one.get(item), score));
  }
  return hits;
}

function any(found) {
  const hits = new Map();
  for (const one of found) for (const [item, score] of one) hits.set(item, Math.max(score, hits.get(item) ?? 0));
  return hits;
}
