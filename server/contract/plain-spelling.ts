/**
 * A text as it is searched: compatible characters made one (NFKC: `０` is `0`), what cannot be seen left out, runs of
 * white space made one. Positions of the three strings are the same; {@link written} leads back to the text itself.
 */
export type PlainSpelling = {
  readonly text: string;
  /** In small letters. */
  readonly small: string;
  /** In small letters without diacritics, đ as d. */
  readonly folded: string;
  /** Where a stretch of `text` stands in what was written. */
  written(start: number, end: number): { start: number; end: number };
};

/** Characters that stay as they are: printable ASCII and the letters of Vietnamese, composed. */
const CHANGED =
  /[^\x20-\x7e\n\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]/;
const TWO_SPACES = /\s\s/;
/** Format and control characters, fillers, variation selectors. */
const INVISIBLE =
  /(?![\t\n\v\f\r])[\p{Cf}\p{Cc}]|\u034f|\u115f|\u1160|\u17b4|\u17b5|\u3164|\uffa0|\p{Variation_Selector}/u;
const MARK = /\p{M}/u;
const MARKS = /\p{M}/gu;
const SPACE = /^\s$/;
const DIGIT = /^\p{Nd}$/u;
/** No letter of any language carries more; the rest of a longer pile is looked at by itself. */
const MOST_MARKS = 4;
const MOST_REMEMBERED = 10_000;

export function plainSpelling(text: string): PlainSpelling {
  if (CHANGED.test(text) || TWO_SPACES.test(text)) return respelled(text);
  return new AsWritten(text);
}

/** A text that needs no other spelling; it is folded when somebody asks. */
class AsWritten implements PlainSpelling {
  readonly text: string;
  readonly small: string;
  #folded: string | null = null;

  constructor(text: string) {
    this.text = text;
    this.small = text.toLowerCase();
  }

  get folded(): string {
    this.#folded ??= foldStable(this.text);
    return this.#folded;
  }

  written(start: number, end: number): { start: number; end: number } {
    return { start, end };
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

/** Writes the plain spelling character by character, and where each stood. */
class Respelling {
  readonly #text: string[] = [];
  readonly #small: string[] = [];
  readonly #folded: string[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  #isSpace = false;
  /** A character and its marks, which are composed together. */
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
    const [starts, ends] = [this.#starts, this.#ends];
    return {
      text: this.#text.join(''),
      small: this.#small.join(''),
      folded: this.#folded.join(''),
      written: (start, end) => ({ start: starts[start] ?? 0, end: ends[end - 1] ?? 0 }),
    };
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

/** The plain characters that a character with its marks stands for. */
function respell(cluster: string): readonly Respelled[] {
  return remembered(spellings, cluster, (one) =>
    Array.from(decimal(one.normalize('NFKC')), (character) => {
      // A new line ends a name; any other space is one.
      const text = SPACE.test(character) ? (character === '\n' ? '\n' : ' ') : character;
      return {
        text,
        small: sameLength(text, text.toLowerCase()),
        folded: sameLength(text, foldStable(text)),
      };
    }),
  );
}

/** Few characters make up a text, so that what is known of each is worth keeping. */
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

/** Digits of any script as 0–9; each script has its ten in a row. */
function decimal(text: string): string {
  if (text <= '9' || !DIGIT.test(text)) return text;
  const code = text.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}

/** The respelling where it takes as much room, so that positions stay the same. */
function sameLength(character: string, respelled: string): string {
  return respelled.length === character.length ? respelled : character;
}

function foldStable(text: string): string {
  return text.normalize('NFD').replace(MARKS, '').replace(/[đĐ]/g, 'd').toLowerCase();
}
