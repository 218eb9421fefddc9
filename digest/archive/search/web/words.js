// What a reader types, brought into the form of the index: the same as digest/archive/search/folding.py does to texts.

import { stem } from "./stem.js";

const DIGITS = String.raw`\d+(?:,\d{3})*(?:\.\d+)?`;
const TIMES = "(?:[십백천]?[만억조경]|[십백천])";
const SMALL = { 십: 10, 백: 100, 천: 1000 };
const LARGE = { 만: 1e4, 억: 1e8, 조: 1e12, 경: 1e16 };
const ENGLISH = {
  hundred: 1e2, thousand: 1e3, trillion: 1e12, million: 1e6, billion: 1e9, trn: 1e12, mn: 1e6, bn: 1e9, tn: 1e12,
};
const NUMBER = new RegExp(
  String.raw`(?<sign>[$₩€¥£])?(?<![a-z0-9.])(?<![a-z]-)(?<first>${DIGITS})` +
  String.raw`(?:(?<times>${TIMES})(?:\s?${DIGITS}${TIMES})*(?:${DIGITS}(?![가-힣]*[만억조경]))?` +
  String.raw`|[\s-]?(?<english>${Object.keys(ENGLISH).join("|")})(?![a-z])` +
  String.raw`|(?![a-z]|[.,]?\d)|(?=(?:kg|km|gw|mw|nm|bp)(?![a-z])))`, "g");
const FAR = "(?=(?:[은는이가을를의에도와과로만씩대다]|으로|까지|부터|보다|가량|정도|이상|이하|어치|규모)*(?![a-z가-힣]))";
const WORD = /[\p{L}\p{N}À-ɏ]+(?:[-.'’&][\p{L}\p{N}À-ɏ]+)*/gu;
const LATIN = /[a-z0-9À-ɏ]+(?:[-.'’&][a-z0-9À-ɏ]+)*/g;

/** A text in one form: composed, of normal width, in lower case. */
export const fold = (text) => text.normalize("NFKC").toLowerCase();

/** What reads numbers with the units that the index knows. */
export function reader(units, signs) {
  const named = Object.keys(units).sort((a, b) => b.length - a.length).map((one) => one.replace(/[%]/g, "\\$&")).join("|");
  const unit = new RegExp(`(?<near>${named})(?![a-z])|[\\s-](?<far>${named})${FAR}`, "y");
  /** The numbers of a folded text: value, unit, unit as written, and the place of both. */
  return function numbers(text) {
    const found = [];
    NUMBER.lastIndex = 0;
    for (let match; (match = NUMBER.exec(text)); ) {
      const start = match.index + (match.groups.sign ? match.groups.sign.length : 0);
      let value = Number(match.groups.first.replaceAll(",", ""));
      let end = match.index + match[0].length;
      if (match.groups.times) [value, end] = summed(text.slice(0, end), start);
      else if (match.groups.english) value *= ENGLISH[match.groups.english];
      unit.lastIndex = end;
      const told = unit.exec(text);
      const word = told ? told.groups.near ?? told.groups.far : "";
      found.push({
        value: String(Number(value.toPrecision(12))),
        unit: told ? units[word] : signs[match.groups.sign] ?? "",
        word,
        start: match.index,
        end: told ? end + told[0].length : end,
      });
      NUMBER.lastIndex = end;
    }
    return found;
  };
}

function summed(text, start) {
  let value = 0, order = Infinity, done = start;
  const chunk = new RegExp(`(${DIGITS})(${TIMES})?`, "g");
  chunk.lastIndex = start;
  for (let match; (match = chunk.exec(text)); ) {
    const times = [...(match[2] ?? "")].reduce((product, sign) => product * (SMALL[sign] ?? LARGE[sign]), 1);
    if (times >= order) break;
    value += Number(match[1].replaceAll(",", "")) * times;
    order = times;
    done = chunk.lastIndex;
  }
  return [value, done];
}

/** The words of a folded text with their places. */
export const words = (text) => [...text.matchAll(WORD)].map((match) => ({ form: match[0], start: match.index }));

/** The Latin words of a folded text with their places. */
export const latin = (text) => [...text.matchAll(LATIN)].map((match) => ({ form: match[0], start: match.index }));

/** A Latin word without what joins its parts and without a possessive. */
export const bare = (word) => word.replace(/['’]s?$/, "").replace(/[-.'’&]/g, "");

/** The parts of a word that a mark joins. */
export const parts = (word) => word.split(/[-.'’&]/).filter(Boolean);

/** The form in which the index would hold a word: a stem, where it is Latin. */
export function key(word) {
  const form = bare(word);
  return /^[a-zÀ-ɏ]{2,}$/.test(form) ? stem(form) : form;
}

// Each with what it may stand behind: "c" a final consonant, "v" a vowel (or ㄹ, for 로), "" anything.
const PARTICLES = [
  ["c", "은 이 을 과 으로 으로서 으로써 으로의 으로는 으로도 이나 이란 이라는 이라고 이라도 이며 이고 이랑 이었다 이다 이든 이야말로 과의 과는 과도 아"],
  ["v", "는 가 를 와 로 로서 로써 로의 로는 로도 나 란 라는 라고 라도 며 고 랑 였다 다 든 야말로 와의 와는 와도 야"],
  ["", "의 에 에서 에게 에게서 께 께서 한테 도 만 까지 부터 마저 조차 처럼 보다 하고 밖에 대로 뿐 마다 같은 에는 에도 에만 에서는 에서도 " +
    "에서의 에의 에게는 에게도 만의 만은 만이 만을 까지의 까지는 까지도 부터의 부터는 보다는 보다도 부터다 까지다 에서다 들 들이 들은 들을 들의 들에게 들도 들과 " +
    "인 입니다 이다 이라 씩 별 측 측은 측이 님 씨"],
].flatMap(([behind, list]) => list.split(" ").map((form) => [behind, form])).sort((a, b) => b[1].length - a[1].length);
const HANGUL = /[가-힣]/;
const ENDING = /^(?:하|한|할|함|해|했|합|되|된|될|됨|돼|됐|됩|시키|시킨|시킬|시켜|시켰|당하|당한|당해|당했|받)[가-힣]{0,5}$/;

/** A word without its particle, each way that its sound allows, the longest particle first; then without 하다 and its like. */
export function stripped(word) {
  const found = [];
  for (const [behind, form] of PARTICLES) {
    const rest = word.slice(0, -form.length);
    if (rest && word.endsWith(form) && fits(rest, behind, form)) found.push(rest);
  }
  for (let at = word.length - 1; at > 1; at -= 1) {
    if (ENDING.test(word.slice(at)) && HANGUL.test(word[at - 1])) found.push(word.slice(0, at));
  }
  return [...new Set(found)];
}

function fits(rest, behind, form) {
  const last = rest.at(-1);
  if (!HANGUL.test(last)) return true;
  const final = (last.charCodeAt(0) - 0xac00) % 28;
  if (!behind) return true;
  if (form.startsWith("으로")) return final !== 0 && final !== 8;
  if (form.startsWith("로")) return final === 0 || final === 8;
  return (behind === "c") === (final !== 0);
}

const CLOSED = /^(?:지|진|질|져|졌)?(?:았|었|였|겠|시)*(?:다|고|며|면|면서|자|지|지만|는데|은데|던|기|기로|는|은|을|니|니까|아|어|아서|어서|서|러|려|려고|도록|게|거나|는다|습니다|니다|네|군|라|음|지는|지도|는다는|다는|다고|다며|다가|는지|은지)?$/;

/** A noun of one syllable before 하다 and its like: 말 of 말했다. */
export const nouned = (word) => (HANGUL.test(word[0]) && ENDING.test(word.slice(1)) ? word[0] : "");

/** What may be the stem of a verb as it is written, the longest first: 올라 of 올랐지만, 늘어나 of 늘어난.
 * `short`: of one syllable, whatever ends the word; else such a stem only where 다 ends it. */
export function stems(word, short) {
  const found = [];
  for (let at = word.length; at > 0; at -= 1) {
    const base = word.slice(0, at);
    if (!HANGUL.test(base.at(-1)) || !CLOSED.test(word.slice(at)) || short !== (at === 1 && !word.endsWith("다"))) continue;
    const final = (base.charCodeAt(at - 1) - 0xac00) % 28;
    if (at < word.length) found.push(base);
    if ([4, 8, 16, 17, 20].includes(final)) {
      found.push(base.slice(0, -1) + String.fromCharCode(base.charCodeAt(at - 1) - final));
    } else if (!final) found.push(base);
    if (!final || final === 20) found.push(...parted(base, final));
  }
  return found;
}

// The vowel of a stem before it grew together with 어 or 아: 넓어져 → 넓어지, 나눠 → 나누, 꺼 → 끄.
const GROWN = new Map([[6, 20], [14, 13], [9, 8], [10, 11], [4, 18], [0, 18]]);

function parted(base, final) {
  const code = base.charCodeAt(base.length - 1) - 0xac00 - final;
  const medial = Math.floor(code / 28) % 21;
  return GROWN.has(medial)
    ? [base.slice(0, -1) + String.fromCharCode(0xac00 + code + 28 * (GROWN.get(medial) - medial))] : [];
}

const INITIAL = [..."ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"];
const MEDIAL = [..."ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"];
const FINAL = ["", ..."ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"];
// Taken for each other by ear, or beside each other on the keyboard.
const NEAR = "ㄱㄲㅋ ㄷㄸㅌ ㅂㅃㅍ ㅅㅆ ㅈㅉㅊ ㅐㅔ ㅒㅖㅔ ㅙㅞㅚ ㅓㅗ ㅏㅓ ㅕㅛ ㅜㅠ ㅡㅜ ㅢㅣ ㄴㄹ ㄴㅇ ㅁㄴ ㄹㅎ ㅇㄹ ㅂㅈ ㅈㄷ ㄷㄱ ㄱㅅ ㅕㅑ ㅑㅐ ㅣㅏ"
  .split(" ");

/** A word in jamo, two-letter finals whole. */
export function jamo(word) {
  let found = "";
  for (const sign of word) {
    const code = sign.charCodeAt(0) - 0xac00;
    found += code < 0 || code > 11171
      ? sign : INITIAL[Math.floor(code / 588)] + MEDIAL[Math.floor(code / 28) % 21] + FINAL[code % 28];
  }
  return found;
}

/** What one edit costs that makes one string of another: .5 between letters that are alike, else 1; Infinity where it takes
 * more. Two neighbours that change places are one edit. */
export function edit(a, b) {
  if (Math.abs(a.length - b.length) > 1) return Infinity;
  let left = 0, right = 0;
  const most = Math.min(a.length, b.length);
  while (left < most && a[left] === b[left]) left += 1;
  while (right < most - left && a[a.length - 1 - right] === b[b.length - 1 - right]) right += 1;
  const differ = Math.max(a.length, b.length) - left - right;
  const swapped = differ === 2 && a.length === b.length && a[left] === b[left + 1] && a[left + 1] === b[left];
  if (differ > 1) return swapped ? 1 : Infinity;
  const near = a.length === b.length && NEAR.some((group) => group.includes(a[left]) && group.includes(b[left]));
  return near ? 0.5 : 1;
}
