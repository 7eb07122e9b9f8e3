import { bytesOfMisreadText, decodeVietnamese, TEXT_ENCODINGS } from './vietnamese-encodings.ts';
import type { TextEncoding } from './vietnamese-encodings.ts';

const ONSET = '(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx])?';
const SYLLABLE = new RegExp(`^${ONSET}[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?$`);
const VIETNAMESE_LETTERS =
  /^[a-zđàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]+$/;
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const MARKS = /[\u0300-\u036f]/g;
const HARMLESS_SIGNS = /[–—‘’“”…°²\u00a0]/u;

export type EncodingPreview = { encoding: TextEncoding | 'unicode'; values: string[] };
export type EncodingGuess = { encoding: TextEncoding | 'unicode'; certain: boolean };

/**
 * Guesses the encoding that gives the most Vietnamese syllables of the samples. `bytes`: each character of a
 * sample is one byte; `unicode`: the text was decoded already, perhaps wrongly by someone before. `certain` is
 * false when it was concluded from the letters alone.
 */
export function guessEncoding(
  samples: readonly string[],
  kind: 'bytes' | 'unicode',
): EncodingGuess {
  const telling = samples.filter((sample) => /[^\p{ASCII}]/u.test(sample));
  const usual = kind === 'bytes' ? 'utf-8' : 'unicode';
  if (telling.length === 0) return { encoding: usual, certain: true };
  const asUsual = telling.map((sample) => readAs(sample, usual));
  if (kind === 'bytes' && !asUsual.some((text) => text.includes('\uFFFD'))) {
    // Well-formed UTF-8 does not come about by chance.
    return { encoding: 'utf-8', certain: true };
  }
  let best: EncodingGuess = { encoding: usual, certain: kind === 'unicode' };
  let bestScore = score(asUsual);
  for (const encoding of TEXT_ENCODINGS) {
    const found = score(telling.map((sample) => readAs(sample, encoding)));
    if (found <= bestScore) continue;
    bestScore = found;
    best = { encoding, certain: false };
  }
  return best;
}

/** The first telling values under every encoding, for a person to choose from. */
export function previewEncodings(
  samples: readonly string[],
  kind: 'bytes' | 'unicode',
  count = 5,
): EncodingPreview[] {
  const telling = samples.filter((sample) => /[^\p{ASCII}]/u.test(sample)).slice(0, count);
  const encodings = kind === 'bytes' ? TEXT_ENCODINGS : (['unicode', ...TEXT_ENCODINGS] as const);
  return encodings.map((encoding) => ({
    encoding,
    values: telling.map((sample) => readAs(sample, encoding)),
  }));
}

/** A text of the file under an encoding, NFC. Text that no one-byte reading can have made stays as it is. */
export function readAs(text: string, encoding: TextEncoding | 'unicode'): string {
  if (encoding === 'unicode') return text.normalize('NFC');
  const bytes = bytesOfMisreadText(text);
  return bytes === null ? text.normalize('NFC') : decodeVietnamese(bytes, encoding);
}

/** Counts in texts the Vietnamese syllables with a mark or tone, and the words and signs that cannot be Vietnamese. */
export function countSyllables(texts: readonly string[]): { syllables: number; nonsense: number } {
  const count = { syllables: 0, nonsense: 0 };
  for (const text of texts) {
    for (const word of text.match(/[\p{L}\p{M}]+/gu) ?? []) {
      if (!/^\p{ASCII}+$/u.test(word)) count[isSyllable(word) ? 'syllables' : 'nonsense'] += 1;
    }
    for (const sign of text.match(/[^\p{L}\p{M}\p{ASCII}]/gu) ?? []) {
      if (!HARMLESS_SIGNS.test(sign)) count.nonsense += 1;
    }
  }
  return count;
}

function score(texts: readonly string[]): number {
  const { syllables, nonsense } = countSyllables(texts);
  return syllables - nonsense;
}

function isSyllable(word: string): boolean {
  const small = word.toLowerCase();
  const oneCase = small === word || word.toUpperCase() === word || small.slice(1) === word.slice(1);
  if (!oneCase || !VIETNAMESE_LETTERS.test(small)) return false;
  const parts = small.normalize('NFD');
  const tones = parts.match(TONES)?.length ?? 0;
  return tones <= 1 && SYLLABLE.test(parts.replace(MARKS, '').replaceAll('đ', 'd'));
}
