/**
 * A text in the spelling that is searched: compatible characters are made one (NFKC: `０` is `0`), invisible characters
 * are left out, runs of white space become one. Positions are the same in all three strings; {@link written} leads back
 * to the text as it was written.
 */
export type PlainSpelling = {
  readonly text: string;
  /** `text` in small letters. */
  readonly small: string;
  /** `text` in small letters without diacritics, đ as d. */
  readonly folded: string;
  /** The runs of letters and the runs of digits of `small`, one after the other. */
  readonly words: readonly string[];
  /** Gives the stretch of the written text that a stretch of `text` comes from. */
  written(start: number, end: number): { start: number; end: number };
};

/** Characters that get another spelling: all but printable ASCII and the composed letters of Vietnamese. */
const CHANGED =
  /[^\x20-\x7e\n\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]/;
const TWO_SPACES = /\s\s/;
const WORD = /[\p{L}\p{M}]+|\d+/gu;
/** Format and control characters, fillers, variation selectors. */
const INVISIBLE =
  /(?![\t\n\v\f\r])[\p{Cf}\p{Cc}]|\u034f|\u115f|\u1160|\u17b4|\u17b5|\u3164|\uffa0|\p{Variation_Selector}/u;
const MARK = /\p{M}/u;
const MARKS = /\p{M}/gu;
const SPACE = /^\s$/;
const DIGIT = /^\p{Nd}$/u;
/** No letter of any language has more marks; further ones are treated as a letter of their own. */
const MOST_MARKS = 4;
const MOST_REMEMBERED = 10_000;

export function plainSpelling(text: string): PlainSpelling {
  if (CHANGED.test(text) || TWO_SPACES.test(text)) return respelled(text);
  return new Spelling(text, text.toLowerCase(), null, null);
}

/** The written positions of each unit of a respelled text. */
type Places = { starts: readonly number[]; ends: readonly number[] };

/** `folded` and `words` are worked out at first use; `places` is null where the plain spelling is the text itself. */
class Spelling implements PlainSpelling {
  readonly text: string;
  readonly small: string;
  readonly #places: Places | null;
  #folded: string | null;
  #words: readonly string[] | null = null;

  constructor(text: string, small: string, folded: string | null, places: Places | null) {
    this.text = text;
    this.small = small;
    this.#folded = folded;
    this.#places = places;
  }

  get folded(): string {
    this.#folded ??= foldStable(this.text);
    return this.#folded;
  }

  get words(): readonly string[] {
    this.#words ??= this.small.match(WORD) ?? [];
    return this.#words;
  }

  written(start: number, end: number): { start: number; end: number } {
    if (this.#places === null) return { start, end };
    const { starts, ends } = this.#places;
    return { start: starts[start] ?? 0, end: ends[end - 1] ?? 0 };
  }
}

function respelled(text: string): PlainSpelling {
  const writer = new Respelling();
  for (let at = 0; at < text.length;) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    const next = at + character.length;
    writer.take(character, at, next);
    at = next;
  }
  return writer.finish();
}

/** Builds the plain spelling character by character, with the written position of each. */
class Respelling {
  readonly #text: string[] = [];
  readonly #small: string[] = [];
  readonly #folded: string[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  #isSpace = false;
  /** A character with the marks that compose with it. */
  #cluster = '';
  #start = 0;
  #end = 0;

  take(character: string, start: number, end: number): void {
    const kind = kindOf(character);
    if (kind === 'invisible') return;
    if (kind === 'mark' && this.#cluster !== '' && this.#cluster.length <= MOST_MARKS) {
      this.#cluster += character;
    } else {
      this.#flush();
      this.#cluster = character;
      this.#start = start;
    }
    this.#end = end;
  }

  finish(): PlainSpelling {
    this.#flush();
    return new Spelling(this.#text.join(''), this.#small.join(''), this.#folded.join(''), {
      starts: this.#starts,
      ends: this.#ends,
    });
  }

  #flush(): void {
    if (this.#cluster === '') return;
    for (const { text, small, folded } of respell(this.#cluster)) {
      const isSpace = text === ' ' || text === '\n';
      if (isSpace && this.#isSpace) continue;
      this.#isSpace = isSpace;
      this.#text.push(text);
      this.#small.push(small);
      this.#folded.push(folded);
      for (let unit = 0; unit < text.length; unit += 1) {
        this.#starts.push(this.#start);
        this.#ends.push(this.#end);
      }
    }
  }
}

type Kind = 'invisible' | 'mark' | 'other';
const kinds = new Map<string, Kind>();

function kindOf(character: string): Kind {
  return remembered(kinds, character, (one) => {
    if (INVISIBLE.test(one)) return 'invisible';
    return MARK.test(one) ? 'mark' : 'other';
  });
}

type Respelled = { text: string; small: string; folded: string };
const spellings = new Map<string, readonly Respelled[]>();

/** Gives the plain characters for a character with its marks. */
function respell(cluster: string): readonly Respelled[] {
  return remembered(spellings, cluster, (one) =>
    Array.from(decimal(one.normalize('NFKC')), (character) => {
      // A new line ends a name and is kept; any other white space becomes a space.
      const text = SPACE.test(character) ? (character === '\n' ? '\n' : ' ') : character;
      return {
        text,
        small: sameLength(text, text.toLowerCase()),
        folded: sameLength(text, foldStable(text)),
      };
    }),
  );
}

/** Remembers the result for each character: a text has few different ones. */
function remembered<Value>(
  known: Map<string, Value>,
  key: string,
  find: (key: string) => Value,
): Value {
  let value = known.get(key);
  if (value !== undefined) return value;
  value = find(key);
  if (known.size < MOST_REMEMBERED) known.set(key, value);
  return value;
}

/** Writes a digit of any script as 0–9. Each script has its ten digits in a row. */
function decimal(text: string): string {
  if (text <= '9' || !DIGIT.test(text)) return text;
  const code = text.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}

/** Takes the respelling only where its length is that of the character, so that positions stay the same. */
function sameLength(character: string, respelled: string): string {
  return respelled.length === character.length ? respelled : character;
}

function foldStable(text: string): string {
  return text.normalize('NFD').replace(MARKS, '').replace(/[đĐ]/g, 'd').toLowerCase();
}
