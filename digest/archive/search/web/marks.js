// Where a text holds the terms by which it was found, and the sentence that shows most of them.

import { bare, key, latin, parts, stems, words } from "./words.js";

const LONGEST = 220; // signs of an excerpt
const BEFORE = 60; // of these, before the first hit where it stands far behind
const escaped = (sign) => sign.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** A text as [part, whether it is a hit] with no hit but of these terms. */
export function marked(text, terms, index) {
  const found = [];
  let at = 0;
  for (const [start, end] of merged([...ranges(text, terms, index)].map(([, range]) => range))) {
    if (start > at) found.push([text.slice(at, start), false]);
    found.push([text.slice(start, end), true]);
    at = end;
  }
  if (at < text.length) found.push([text.slice(at), false]);
  return found;
}

/** The sentence that holds most of the terms, cut where it is long; the first where none holds any. */
export function excerpt(sentences, terms, index) {
  let best = sentences[0] ?? "", most = 0, first = 0;
  for (const sentence of sentences) {
    const found = [...ranges(sentence, terms, index)];
    const count = new Set(found.map(([term]) => term)).size;
    if (count > most) [best, most, first] = [sentence, count, Math.min(...found.map(([, [start]]) => start))];
  }
  if (best.length <= LONGEST) return best;
  let start = first > LONGEST - BEFORE ? best.indexOf(" ", first - BEFORE) + 1 : 0;
  if (start <= 0 || start > first) start = first > LONGEST - BEFORE ? first : 0;
  const cut = best.slice(start, start + LONGEST);
  const end = start + LONGEST < best.length ? cut.lastIndexOf(" ") : cut.length;
  const shown = cut.slice(0, end > 0 ? end : cut.length);
  return (start ? "… " : "") + shown + (start + shown.length < best.length ? " …" : "");
}

function* ranges(text, terms, index) {
  const wide = text.normalize("NFKC").toLowerCase();
  const lower = wide.length === text.length ? wide : text.toLowerCase();
  if (lower.length !== text.length) return;
  const told = latin(lower);
  const numbers = index.numbers(lower);
  for (const term of terms) {
    if (/^\d/.test(term)) {
      for (const one of numbers) {
        if (one.value === term || one.value + one.unit === term) yield [term, [one.start, one.end]];
        else if (term.startsWith(one.value + one.word) && term !== one.value + one.word) {
          const rest = term.slice(one.value.length + one.word.length);
          if (lower.startsWith(rest, one.end)) yield [term, [one.start, one.end + rest.length]];
        }
      }
    }
    if (/^[a-z0-9À-ɏ]+$/.test(term)) {
      for (const { form, start } of told) {
        if (key(form) === term || bare(form) === term || parts(form).some((part) => key(part) === term)
          || (form.startsWith(term) && /^\d/.test(form.slice(term.length)))) yield [term, [start, start + form.length]];
      }
      if (term.length > 5) yield* spread(lower, term, "[\\s.'’&-]*");
    } else {
      yield* spread(lower, term, "[\\s&.-]?");
      if (/^[가-힣]다$/.test(term)) yield* conjugated(lower, term, new Set([term[0], ...index.spelled(term)]));
      const stem = /^[가-힣]{2,}다$/.test(term) ? [term.slice(0, -1)] : [];
      for (const form of [...stem, ...index.spelled(term)]) yield* begun(lower, form, term);
    }
  }
}

/** Where the signs of a term stand with no more between them than `gap` allows. */
function* spread(text, term, gap) {
  for (const match of text.matchAll(new RegExp([...term].map(escaped).join(gap), "g"))) {
    yield [term, [match.index, match.index + match[0].length]];
  }
}

/** The words that are a form of a verb whose stem is one syllable: 뭅니다, 물게 of 물다. */
function* conjugated(text, term, spellings) {
  for (const { form, start } of words(text)) {
    if ([...stems(form, true), ...stems(form, false)].some((stem) => spellings.has(stem))) yield [term, [start, start + form.length]];
  }
}

/** Where a verb's stem begins a word, with whatever consonant an ending leaves at its last syllable. */
function* begun(text, stem, term) {
  const code = stem.charCodeAt(stem.length - 1);
  const open = (code - 0xac00) % 28 === 0 ? `[${stem.at(-1)}-${String.fromCharCode(code + 27)}]` : stem.at(-1);
  if (stem.length < 2) return;
  for (const match of text.matchAll(new RegExp(`(?<![가-힣])${stem.slice(0, -1)}${open}`, "g"))) {
    yield [term, [match.index, match.index + match[0].length]];
  }
}

function merged(found) {
  const joined = [];
  for (const [start, end] of found.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const last = joined.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}
