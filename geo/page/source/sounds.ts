// How a name sounds, about: words of any alphabet in one set of letters, for comparing names across scripts.
//
// Sounds are written a-z without x, c being ts, and D dh, T th, X kh, G gh, S sh, C ch, Z zh; digits are kept. Vowels, y, w and v are
// kept too, although scripts disagree on them: `likeness.ts` weighs them little. Of the same word there are several readings
// where letters leave it open: c is j in Turkish and Kurdish, x is kh in Kurdish, ch is sh in French, j is y in German and Polish; Arabic writes v as f.

/** Letters and the sounds that they stand for, in turn; a letter without a sound has "-". */
const TABLES = [
  // Latin letters that are more than a letter with a mark. Others lose their marks.
  "ş S š S ś S ș S ç C č C ć C ğ G ġ G ž Z ẖ X ḫ X ḏ D ð D ẓ D ṯ T þ T ǧ j ı i ø o đ d ł l æ e œ e ß s ə e",
  "ا a آ a أ a إ a ٱ a ى a ب b ت t ث T ج j ح h خ X د d ذ D ر r ز z س s ش S ص s ض d ط t ظ D ع - غ G ف f ق q ك k ل l م m ن n ه h",
  "و w ؤ w ي y ئ y ة a ء - ـ - پ p چ C ژ Z گ g ک k ی y ڤ v ڕ r ڵ l ە e ێ e ې e ۆ o ۇ u ھ h ہ h ے e ں n ٹ t ټ t ڈ d ډ d ړ r ښ S ږ g څ c ځ z",
  "а a б b в v г g д d е e ё e ж Z з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х X ц c ч C ш S щ S ъ - ы i ь - э e ю u я a",
  "і i ї i є e ґ g ђ j ј y љ l њ n ћ C џ j қ q ғ G ң n ү u ұ u ө o ә a һ h ҷ j ҳ h ӣ i ӯ u ў w",
  "א a ב b ג g ד d ה h ו w ז z ח h ט t י y כ k ך X ל l מ m ם m נ n ן n ס s ע - פ p ף f צ c ץ c ק q ר r ש S ת t",
  "α a β v γ g δ D ε e ζ z η i θ T ι i κ k λ l μ m ν n ξ ks ο o π p ρ r σ s ς s τ t υ u φ f χ X ψ ps ω o",
  "ա a բ b գ g դ d ե e զ z է e ը e թ t ժ Z ի i լ l խ X ծ c կ k հ h ձ z ղ G ճ C մ m յ y ն n շ S ո o չ C պ p ջ j ռ r ս s վ v տ t ր r ց c ւ u փ p ք k օ o ֆ f և ev",
  "ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ Z რ r ს s ტ t უ u ფ p ქ k ღ G ყ q შ S ჩ C ც c ძ z წ c ჭ C ხ X ჯ j ჰ h",
];

/** The sounds of letters, by their character codes. */
const SOUNDS: (string | undefined)[] = Array.from({ length: 0x80 }, (_, code) => {
  const letter = String.fromCharCode(code);
  return /[a-z0-9]/.test(letter) ? letter : "";
});
for (const table of TABLES) {
  const parts = table.split(" ");
  for (let at = 0; at < parts.length; at += 2) SOUNDS[codeOf(parts[at])] = (parts[at + 1] as string).replace("-", "");
}

function codeOf(letter: string | undefined): number {
  return (letter as string).charCodeAt(0);
}

// prettier-ignore
/** Letters that are one sound together. Longer ones stand before those that they begin with. */
const DIGRAPHS: Record<string, string> = {
  tsch: "C", dsch: "j", sch: "S", tch: "C", dzh: "j", dj: "j", ch: "C", sh: "S", kh: "X", gh: "G", zh: "Z", dh: "D", th: "T",
  ph: "f", ts: "c", tz: "c", ck: "k", qu: "k", x: "ks",
  تش: "C", دج: "j", дж: "j", "ג׳": "j", "צ׳": "C", "ז׳": "Z", "ח׳": "X", "ד׳": "D", "ת׳": "T", "ע׳": "G", "ר׳": "G",
  ντζ: "nj", μπ: "b", ντ: "d", γκ: "g", τζ: "j", τσ: "c", ու: "u",
};
/** What some readers take letters for. */
type Reading = Record<string, string>;
const PLAIN: Reading = {};
const OTHERS: Reading[] = [{ c: "j", x: "X" }, { ch: "S" }, { j: "y" }, { ف: "v" }];
const OPEN = /[cxjف]/;

/** Letters with which more than one letter, or more than one reading, can begin, by their character codes. */
const JOINED: ([string, string][] | undefined)[] = [];
for (const letters of "cxjف") JOINED[codeOf(letters)] = [];
for (const [letters, heard] of Object.entries(DIGRAPHS)) {
  const code = codeOf(letters);
  JOINED[code] = [...(JOINED[code] ?? []), [letters, heard]];
}

// Within a word writers put marks for what has no letter, and machines put marks of direction and joining.
const NO_BREAK = /['’‘`´ʿʾʻʼ\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069]/g;
const HEBREW_MARK = /([א-ת])['’‘`´]/g;
const WORD = /[\p{L}\p{N}\p{M}׳]+/gu;
const ASCII = /^[\x00-\x7f]*$/;

/** The words of a text in lower case, without the marks within them. */
export function wordsOf(text: string): string[] {
  const lower = text.toLowerCase();
  if (ASCII.test(lower)) return lower.replaceAll("'", "").replaceAll("`", "").match(/[a-z0-9]+/g) ?? [];
  const bare = lower.replace(HEBREW_MARK, "$1׳").replace(NO_BREAK, "");
  // Signs such as № are letters only once they are taken apart.
  return bare.normalize("NFKC").toLowerCase().match(WORD) ?? [];
}

/** The different ways to sound a name's words, the plainest first; none of them has an article. */
export function readingsOf(words: readonly string[]): string[][] {
  const plain = withoutArticles(words.map(soundPlainly));
  if (!words.some((word) => OPEN.test(word))) return [plain];
  const readings = OTHERS.filter((reading) => Object.keys(reading).some((letters) => words.some((word) => word.includes(letters))));
  const others = readings.map((reading) => withoutArticles(words.map((word) => sound(word, reading))));
  return [plain, ...others.filter((one) => one.join(" ") !== plain.join(" "))];
}

const REMEMBERED = 10_000;
const remembered = new Map<string, string>();

/** The plain sound of a word, with a memory, since many names share words such as "air" and "base". */
function soundPlainly(word: string): string {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  if (remembered.size >= REMEMBERED) remembered.clear();
  const heard = sound(word, PLAIN);
  remembered.set(word, heard);
  return heard;
}

function sound(word: string, reading: Reading): string {
  let heard = "";
  let last = "";
  for (let at = beginningOf(word); at < word.length; ) {
    const code = word.charCodeAt(at);
    const joined = JOINED[code];
    const letters = joined === undefined ? "" : joinedAt(word, at, joined);
    const sounds = joined === undefined ? (SOUNDS[code] ?? soundOfMarked(code)) : soundOfJoined(word, at, letters, reading);
    at += letters.length || 1;
    // Doubled letters are one; digits are not.
    if (sounds === last && sounds > "9") continue;
    heard += sounds;
    if (sounds !== "") last = sounds;
  }
  // A final h is a vowel's in most romanisations, and in Arabic, Persian and Hebrew.
  const isVowel = heard.length > 2 && heard.endsWith("h") && ("aeiouyw".includes(heard.at(-2) as string) || !ASCII.test(word));
  return isVowel ? heard.slice(0, -1) : heard;
}

/** The letters from a place on that are one sound together, or none. */
function joinedAt(word: string, at: number, joined: [string, string][]): string {
  for (const [letters] of joined) if (word.startsWith(letters, at)) return letters;
  return "";
}

function soundOfJoined(word: string, at: number, letters: string, reading: Reading): string {
  const letter = letters || word.charAt(at);
  if (letter === "c") return reading[letter] ?? ("eiy".includes(word.charAt(at + 1) || "-") ? "s" : "k");
  return reading[letter] ?? DIGRAPHS[letter] ?? SOUNDS[codeOf(letter)] ?? "";
}

/** The sound of a letter that is not in the tables: that of the letter without its mark, if any. It is put into the tables. */
function soundOfMarked(code: number): string {
  const sounds = SOUNDS[codeOf(String.fromCharCode(code).normalize("NFKD"))] ?? "";
  SOUNDS[code] = sounds;
  return sounds;
}

/** Where the sounds of a word begin: behind an Arabic article, and behind an alef that carries the vowel written after it. */
function beginningOf(word: string): number {
  if (word < "א") return 0;
  const at = word.startsWith("ال") && word.length > 4 ? 2 : 0;
  return "אاأإ".includes(word.charAt(at)) && "ויوي".includes(word.charAt(at + 1)) ? at + 1 : at;
}

const ARTICLE = /^[aeiu]l$/;
// Before these the article's l is spoken, and often written, like them.
const ASSIMILATED = /^[aeiu]([tTdDrzsSn])$/;

/** Words without the Arabic article, and without those that have no sound. */
function withoutArticles(words: string[]): string[] {
  if (words.length === 1) return words[0] === "" ? [] : words;
  return words.filter((word, at) => {
    const next = words[at + 1];
    if (next === undefined || next === "" || word.length !== 2) return word !== "";
    const like = ASSIMILATED.exec(word)?.[1];
    return !ARTICLE.test(word) && !(like !== undefined && next.startsWith(like));
  });
}
