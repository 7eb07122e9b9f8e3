import { countSyllables, guessEncoding } from './guess-encoding.ts';
import { TableFileError } from './table-file-error.ts';
import { decodeVietnamese, type TextEncoding } from './vietnamese-encodings.ts';

export type DecodedText = {
  text: string;
  encoding: TextEncoding | 'utf-16le' | 'utf-16be';
  /** True when nothing in the file says so and it was concluded from the bytes. */
  guessed: boolean;
};

/** Lines with letters beyond ASCII that are used to guess an encoding. */
const SAMPLE_LINES = 500;
/** A list may hold this many foreign words; more mean that the letters were read wrongly. */
const FOREIGN_WORDS = 3;

/** Marks that no text of a table holds: their presence means binary content. */
const CONTROL = /(?![\t\n\v\f\r])\p{Cc}/u;

/**
 * Decodes the text of a table to NFC with line feeds as line ends. Reads UTF-8 with or without mark, and UTF-16 with
 * mark. Other bytes are in one of the old encodings, taken as the one with the most Vietnamese syllables: Windows-1258
 * (the code page of Excel's plain CSV, with combining tone marks), TCVN3 (the .VnTime fonts) or VNI.
 * @throws TableFileError `import.not_a_table` for binary content, `import.file_broken` for damaged text,
 * `import.text_unreadable` for letters that make no sense in any of them.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const decoded = decodeByMark(bytes) ?? decodeUnmarked(bytes);
  if (CONTROL.test(decoded.text))
    throw new TableFileError('import.not_a_table', { reason: 'binary' });
  return { ...decoded, text: decoded.text.replace(/\r\n?/g, '\n').normalize('NFC') };
}

function decodeByMark(bytes: Uint8Array): DecodedText | null {
  const encoding = markedEncoding(bytes);
  if (encoding === null) return null;
  const text = decodeStrictly(encoding, bytes);
  if (text !== null) return { text, encoding, guessed: false };
  if (encoding === 'utf-8') throw brokenUtf8(bytes);
  throw new TableFileError('import.file_broken', { reason: encoding });
}

function decodeUnmarked(bytes: Uint8Array): DecodedText {
  const utf8 = decodeStrictly('utf-8', bytes);
  if (utf8 !== null) return { text: utf8, encoding: 'utf-8', guessed: false };
  if (isDamagedUtf8(bytes)) throw brokenUtf8(bytes);
  const samples = sampleLines(bytes);
  const guess = guessEncoding(samples, 'bytes').encoding;
  const encoding = guess === 'tcvn3' || guess === 'vni' ? guess : 'windows-1258';
  const text = decodeVietnamese(bytes, encoding);
  if (text.includes('\uFFFD'))
    throw new TableFileError('import.file_broken', { reason: 'encoding' });
  const { syllables, nonsense } = countSyllables(
    samples.map((line) => decodeVietnamese(Buffer.from(line, 'latin1'), encoding)),
  );
  if (nonsense > syllables && nonsense > FOREIGN_WORDS)
    throw new TableFileError('import.text_unreadable');
  return { text, encoding, guessed: true };
}

/** Picks lines with letters beyond ASCII, each byte as one character. */
function sampleLines(bytes: Uint8Array): string[] {
  const samples: string[] = [];
  for (const line of Buffer.from(bytes).toString('latin1').split('\n')) {
    if (/[^\p{ASCII}]/u.test(line)) samples.push(line);
    if (samples.length === SAMPLE_LINES) break;
  }
  return samples;
}

/**
 * One bad byte must not turn a whole UTF-8 file into gibberish of another code page:
 * well-formed letters of several bytes hardly ever occur by chance in Windows-1258 text.
 */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  let bad = 0;
  let good = 0;
  for (const character of new TextDecoder('utf-8').decode(bytes)) {
    if (character === '\uFFFD') bad += 1;
    else if (character > '\u007F') good += 1;
  }
  return good > bad;
}

function brokenUtf8(bytes: Uint8Array): TableFileError {
  const before = new TextDecoder('utf-8').decode(bytes).split('\uFFFD', 1)[0] ?? '';
  return new TableFileError('import.file_broken', {
    reason: 'utf-8',
    line: before.split('\n').length,
  });
}

type UnicodeEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Reads the encoding that the mark at the beginning of a text names; null without a mark. */
export function markedEncoding([first, second, third]: Uint8Array): UnicodeEncoding | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : null;
}

/** Decodes without the mark; null where a byte does not belong to the encoding. */
export function decodeStrictly(encoding: UnicodeEncoding, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
