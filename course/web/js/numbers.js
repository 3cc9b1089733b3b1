// Numbers as people write them: the twin of course/numbers.py, which states the rule. tests/shared/number_cases.json and
// a property test keep both the same.

const LONGEST = 64;
const ZEROS = [..."٠۰०০０"].map((zero) => zero.codePointAt(0));
const SPACE_LIKE = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu;
const MINUS_LIKE = /[\u2010-\u2014\u2212\ufe63\uff0d]/gu;
const UNSEEN = /[\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;
const QUOTE_LIKE = /[\u2019\u02bc\u2018\u066c]/gu;
const PERCENT_LIKE = /[\u066a\uff05]/gu;
const MONEY = "(?:[A-Z]{3}|US\\$|[$€£¥₹₦₱₵₫₴₸₺₽₩₪₡₲₭₮])";
const MONEY_BEFORE = new RegExp(`^([-+]?) ?${MONEY} ?`, "u");
const UNIT_AFTER = new RegExp(` ?(?:${MONEY}|%|per ?cent)$`, "u");
const NUMBER_FORM = /^([-+]?) ?([0-9][0-9 ',.\u066b]*|[.,][0-9]+)(?:[eE]([-+]?[0-9]{1,3}))?$/u;
const TWO_READINGS = /^[1-9][0-9]{0,2}[.,][0-9]{3}$/u;
const GROUPINGS = [/^[0-9]{1,3}(?:([ '])[0-9]{3})(?:\1[0-9]{3})*$/u,
  /^(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3})$/u, /^[0-9]{1,3}(?:\.[0-9]{3})+$/u];

function withWesternDigits(text) {
  return [...text].map((character) => {
    const code = character.codePointAt(0);
    const zero = ZEROS.find((one) => code >= one && code <= one + 9);
    return zero === undefined ? character : String(code - zero);
  }).join("");
}

const countOf = (text, sign) => text.split(sign).length - 1;

/** Which character of `body` is the decimal sign, or null. */
function decimalSign(body) {
  if (body.includes("\u066b")) return "\u066b";
  const commas = countOf(body, ",");
  const points = countOf(body, ".");
  if (commas && points) return body.lastIndexOf(",") > body.lastIndexOf(".") ? "," : ".";
  if (points) return points > 1 ? null : ".";
  if (commas === 1) return /^[1-9][0-9]{0,2},[0-9]{3}$/u.test(body) ? null : ",";
  return null;
}

/** `1.234,5` as `1234.5`; null if the separators make no sense. */
function plainDigits(body) {
  const sign = decimalSign(body);
  if (sign !== null && countOf(body, sign) > 1) return null;
  const [written, fraction = ""] = sign === null ? [body] : body.split(sign);
  const whole = GROUPINGS.some((form) => form.test(written)) ? written.replace(/[^0-9]/gu, "") : written;
  if (!/^[0-9]*$/u.test(whole) || !/^[0-9]*$/u.test(fraction) || !(whole || fraction)) return null;
  return `${whole || 0}.${fraction || 0}`;
}

/**
 * The number that a person typed, or null if the text is not one number.
 *
 * `low` and `high` are the plausible range, or null: of two possible readings (42.513) the one inside it is taken.
 */
export function parseNumber(text, low = null, high = null) {
  if (typeof text !== "string" || [...text].length > LONGEST) return null;
  const clean = withWesternDigits(text).replace(SPACE_LIKE, " ").replace(MINUS_LIKE, "-").replace(QUOTE_LIKE, "'")
    .replace(PERCENT_LIKE, "%").replace(UNSEEN, "").replace(/ +/gu, " ").replace(/^ | $/gu, "")
    .replace(MONEY_BEFORE, "$1").replace(UNIT_AFTER, "");
  const match = NUMBER_FORM.exec(clean);
  if (!match) return null;
  const plain = plainDigits(match[2]);
  if (plain === null) return null;
  const inside = (number) => (low === null || number >= low) && (high === null || number <= high);
  let value = Number(`${match[1]}${plain}e${match[3] || 0}`);
  if (TWO_READINGS.test(match[2]) && !match[3] && !inside(value)) {
    const other = Number(match[1] + match[2].replace(/[.,]/u, match[2].includes(".") ? "" : "."));
    if (inside(other)) value = other;
  }
  return Number.isFinite(value) ? value + 0 : null; // + 0 makes -0 an ordinary zero
}

// Python rounds a tie (0.5, 2.5) to the even digit, JavaScript away from zero; a tie ends in 5 and zeros only.
const isTieToEven = (kept, rest) => /^50*$/u.test(rest) && "02468".includes(kept[kept.length - 1]);

/** `value` (not negative) with `digits` decimals. */
function fixedDigits(value, digits) {
  if (value >= 1e21) return BigInt(value).toString() + (digits ? `.${"0".repeat(digits)}` : "");
  const long = value.toFixed(Math.min(100, digits + 30));
  const cut = long.indexOf(".") + 1 + digits;
  const kept = long.slice(0, cut).replace(/\.$/u, "");
  return isTieToEven(kept, long.slice(cut)) ? kept : value.toFixed(digits);
}

/** `value` (not negative) as "d.ddde+x" with `count` significant digits. */
function scientificDigits(value, count) {
  const [digits, power] = value.toExponential(Math.min(100, count + 30)).split("e");
  const kept = digits.slice(0, count + 1);
  return isTieToEven(kept, digits.slice(count + 1)) ? `${kept}e${power}` : value.toExponential(count - 1);
}

const withoutZeros = (text) => (text.includes(".") ? text.replace(/\.?0+$/u, "") : text);

function withCommas(text) {
  const [whole, fraction] = text.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/gu, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

// Signs between thousands and before decimals, and how many digits must stand before the first thousands sign; as in Python.
const NUMBER_SIGNS = { fr: ["\u202f", ",", 1], es: ["\u202f", ",", 2] };
let numberSigns = [",", ".", 1];

/** Write numbers as the language of the page does. */
export function setNumberLanguage(lang) { numberSigns = NUMBER_SIGNS[lang] || [",", ".", 1]; }

function localised(text) {
  const [group, decimal, shortest] = numberSigns;
  const short = shortest > 1 && countOf(text, ",") === 1 && text.replace("\u2212", "").indexOf(",") < shortest;
  return (short ? text.replace(",", "") : text).replace(/[,.]/gu, (sign) => (sign === "," ? group : decimal));
}

/** A formatted number without signs between thousands: a year. */
export function ungroupedNumber(text) { return text.replaceAll(numberSigns[0], ""); }

/**
 * A number for reading in the language of the page: thousands apart, a true minus sign.
 *
 * `digits` fixes the number of decimals; without it as many are shown as the number has, up to `significant` digits.
 */
export function formatNumber(value, digits = null, significant = 15) {
  const size = Math.abs(value);
  let text;
  if (digits !== null) text = withCommas(fixedDigits(size, digits));
  else if (size !== 0 && !(size >= 1e-6 && size < 1e15)) {
    const [mantissa, power] = scientificDigits(size, significant).split("e");
    text = `${withoutZeros(mantissa)}e${Number(power)}`;
  } else {
    const rounded = size === 0 ? 0 : Number(scientificDigits(size, significant));
    const power = rounded === 0 ? 0 : Number(rounded.toExponential().split("e")[1]);
    const decimals = power < -4 ? 15 : Math.max(0, significant - 1 - power);
    text = withCommas(withoutZeros(fixedDigits(rounded, decimals)));
  }
  const isZero = !/[1-9]/u.test(text);
  return localised((value < 0 || Object.is(value, -0)) && !isZero ? `\u2212${text}` : text);
}

/** What `formatNumber` wrote, as a plain number for a file: "1,234.5" → "1234.5". Any other text stays as it is. */
export function plainNumber(text) {
  const [group, decimal] = numberSigns;
  const plain = text.replaceAll(group, "").replace(decimal, ".").replace("\u2212", "-");
  return /^-?\d+(?:\.\d+)?(?:e-?\d+)?$/u.test(plain) ? plain : text;
}

/** The text without the question's own unit behind the number: `304.0 million` as `304.0`. The twin of Python's. */
export function withoutUnit(text, unit) {
  const typed = text.trim();
  if (!unit || typed.slice(-unit.length).toLowerCase() !== unit.toLowerCase()) return typed;
  return typed.slice(0, -unit.length).trimEnd();
}

/** A number as text with its unit behind it, on one line. */
export function withUnit(text, unit) { return unit ? `${text}\u00a0${unit}` : text; }
