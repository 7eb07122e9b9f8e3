import { placesOf, type Piece } from './unpack.ts';

/** Begins every mark; twelve letters that stand in no word of ours. */
const STEM = 'qzvxkwjyqhfb';
const LETTERS = 'abcdefghijklmnoprstu';
const MARK_LETTERS = 6;
/** Bytes after a find that hold the rest of its mark, in any form. */
const AROUND = 40;

/** Makes words that nobody writes by chance, and knows what each was planted for. */
export function createMarks(seed = 0) {
  const meanings = new Map<string, string>();
  let next = seed;
  return {
    meanings,
    /** A new word of letters alone. @param meaning where it is planted */
    plant(meaning: string): string {
      next += 1;
      const suffix = Array.from(
        { length: MARK_LETTERS },
        (_, place) => LETTERS[Math.floor(next / LETTERS.length ** place) % LETTERS.length],
      );
      const mark = `${STEM}${suffix.join('')}`;
      meanings.set(mark, meaning);
      return mark;
    },
  };
}

export type Found = {
  /** How it was written: `UTF-8`, `base64` … */
  how: string;
  place: string;
  /** What was planted, or a part of the text around it where that cannot be told. */
  mark: string;
};

type Form = { how: string; needle: Buffer; read: (around: Buffer) => string };

/** Finds marks in a piece, however they are written: as text of one or two bytes, in base64, in hexadecimal digits, escaped. */
export function marksIn({ place, bytes }: Piece): Found[] {
  return FORMS.flatMap(({ how, needle, read }) =>
    [...placesOf(bytes, needle)].map((at) => {
      const around = bytes.subarray(Math.max(0, at - 4), at + needle.length + AROUND);
      return { how, place, mark: wordIn(read(around)) ?? around.toString('latin1') };
    }),
  );
}

/** In base64 the first letter may be cut off by what stands before it. */
function wordIn(text: string): string | null {
  const [, suffix] =
    new RegExp(`${STEM.slice(1)}([a-z]{${MARK_LETTERS}})`).exec(text.toLowerCase()) ?? [];
  return suffix === undefined ? null : STEM + suffix;
}

const STEMS = [STEM, STEM.toUpperCase()];
const FORMS: readonly Form[] = STEMS.flatMap((stem) => [
  ...plainForms(stem),
  ...base64Forms('base64', Buffer.from(stem), 'latin1'),
  ...base64Forms('base64 of UTF-16', Buffer.from(stem, 'utf16le'), 'utf16le'),
  escapedForm(stem, 'percent-encoded', '%'),
  escapedForm(stem, 'escaped', String.raw`\u00`),
]);

function plainForms(stem: string): Form[] {
  const hex = Buffer.from(stem).toString('hex');
  return [
    { how: 'UTF-8', needle: Buffer.from(stem), read: (around) => around.toString('latin1') },
    {
      how: 'UTF-16',
      needle: Buffer.from(stem, 'utf16le'),
      // The bytes before it may be one or three.
      read: (around) => around.toString('latin1').replaceAll('\0', ''),
    },
    ...[hex, hex.toUpperCase()].map((digits) => ({
      how: 'hexadecimal',
      needle: Buffer.from(digits),
      read: (around: Buffer) => {
        const text = around.toString('latin1');
        return Buffer.from(text.slice(text.indexOf(digits)), 'hex').toString('latin1');
      },
    })),
  ];
}

/** A text begins at one of three places of a group of four letters. */
function base64Forms(how: string, stem: Buffer, encoding: BufferEncoding): Form[] {
  return [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), stem]).toString('base64url');
    const from = Math.ceil((before * 8) / 6);
    const sure = Math.floor(((before + stem.length) * 8) / 6);
    const digits = whole.slice(from, sure);
    return {
      how,
      needle: Buffer.from(digits),
      read: (around) => {
        const text = around.toString('latin1');
        const run = `${'A'.repeat(from)}${text.slice(text.indexOf(digits))}`;
        return Buffer.from(run, 'base64').subarray(before).toString(encoding);
      },
    };
  });
}

/** JSON may write each letter as `\u0071`, an address as `%71`. */
function escapedForm(stem: string, how: string, lead: string): Form {
  const codes = Array.from(stem, (letter) => `${lead}${letter.charCodeAt(0).toString(16)}`);
  return {
    how,
    needle: Buffer.from(codes.join('')),
    read: (around) => around.toString('latin1').replaceAll(/(?:\\u00|%)([0-9a-f]{2})/gi, letterOf),
  };
}

const letterOf = (_: string, code: string) => String.fromCharCode(Number.parseInt(code, 16));
