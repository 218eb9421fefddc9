// The Snowball stemmer for English ("Porter2", https://snowballstem.org/algorithms/english/stemmer.html), of its
// version 3, as the index uses it. tests/archive/search holds it to PyStemmer's answers.

const WHOLE = new Map(Object.entries({
  skis: "ski", skies: "sky", idly: "idl", gently: "gentl", ugly: "ugli", early: "earli", only: "onli", singly: "singl",
  dying: "die", lying: "lie", tying: "tie",
  sky: "sky", news: "news", howe: "howe", atlas: "atlas", cosmos: "cosmos", bias: "bias", andes: "andes",
}));
const KEPT = new Set(["inning", "outing", "canning", "herring", "earring", "evening", "proceed", "exceed", "succeed"]);
const V = "[aeiouy]";
const VOWEL = new RegExp(V);
const DOUBLE = /(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/;
const SHORT = /(?:[^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy]|past)$/;
const STEP2 = [
  ["ization", "ize"], ["ational", "ate"], ["fulness", "ful"], ["ousness", "ous"], ["iveness", "ive"],
  ["tional", "tion"], ["biliti", "ble"], ["lessli", "less"], ["entli", "ent"], ["ation", "ate"], ["alism", "al"],
  ["aliti", "al"], ["ousli", "ous"], ["iviti", "ive"], ["fulli", "ful"], ["enci", "ence"], ["anci", "ance"],
  ["abli", "able"], ["ogist", "og", /l$/], ["izer", "ize"], ["ator", "ate"], ["alli", "al"], ["bli", "ble"], ["ogi", "og", /l$/],
  ["li", "", /[cdeghkmnrt]$/],
];
const STEP3 = [
  ["ational", "ate"], ["tional", "tion"], ["alize", "al"], ["icate", "ic"], ["iciti", "ic"], ["ical", "ic"],
  ["ness", ""], ["ful", ""], ["ative", "", null, 2],
];
const STEP4 = /(?:ement|ance|ence|able|ible|ment|ant|ent|ism|ate|iti|ous|ive|ize|al|er|ic|ion)$/;

/** Where the region behind the first consonant that follows a vowel begins, from `start` on. */
function region(word, start) {
  const found = new RegExp(`${V}[^aeiouy]`).exec(word.slice(start));
  return found ? start + found.index + found[0].length : word.length;
}

function replaced(word, rules, r1, r2) {
  for (const [ending, by, before, where] of rules) {
    if (word.endsWith(ending)) {
      const stem = word.slice(0, word.length - ending.length);
      return stem.length >= (where === 2 ? r2 : r1) && (!before || before.test(stem)) ? stem + by : word;
    }
  }
  return word;
}

/** The stem of a word in lower case. */
export function stem(given) {
  if (given.length < 3) return given;
  if (WHOLE.has(given)) return WHOLE.get(given);
  let word = given.replace(/^'/, "").replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
  const first = /^(?:gener|commun|arsen|past|univers|later|emerg|organ|inter)/.exec(word);
  const r1 = first ? first[0].length : region(word, 0);
  const r2 = region(word, r1);

  word = word.replace(/'(?:s'?)?$/, "");
  if (word.endsWith("sses")) word = word.slice(0, -2);
  else if (/ie[ds]$/.test(word)) word = word.slice(0, word.length > 4 ? -2 : -1);
  else if (/[^us]s$/.test(word) && VOWEL.test(word.slice(0, -2))) word = word.slice(0, -1);
  if (KEPT.has(word)) return word;

  const ending = /(?:eed|eedly|ed|edly|ing|ingly)$/.exec(word);
  if (ending) {
    const rest = word.slice(0, ending.index);
    if (ending[0].startsWith("ee")) {
      if (rest.length >= r1) word = rest + "ee";
    } else if (VOWEL.test(rest)) {
      word = rest;
      if (/(?:at|bl|iz)$/.test(word)) word += "e";
      else if (DOUBLE.test(word) && !/^[aeo]..$/.test(word)) word = word.slice(0, -1);
      else if (word.length <= r1 && SHORT.test(word)) word += "e";
    }
  }
  if (/[^aeiouy][yY]$/.test(word) && word.length > 2) word = word.slice(0, -1) + "i";
  word = replaced(word, STEP2, r1, r2);
  word = replaced(word, STEP3, r1, r2);

  const last = STEP4.exec(word);
  if (last && last.index >= r2 && (last[0] !== "ion" || /[st]$/.test(word.slice(0, last.index)))) {
    word = word.slice(0, last.index);
  }
  if (word.endsWith("e")) {
    const rest = word.slice(0, -1);
    if (rest.length >= r2 || (rest.length >= r1 && !SHORT.test(rest))) word = rest;
  } else if (word.endsWith("ll") && word.length - 1 >= r2) {
    word = word.slice(0, -1);
  }
  return word.toLowerCase();
}
