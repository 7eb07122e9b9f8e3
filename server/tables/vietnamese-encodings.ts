import iconv from 'iconv-lite';

export const TEXT_ENCODINGS = ['utf-8', 'windows-1258', 'tcvn3', 'vni'] as const;
export type TextEncoding = (typeof TEXT_ENCODINGS)[number];

const GRAVE = '\u0300';
const ACUTE = '\u0301';
const CIRCUMFLEX = '\u0302';
const TILDE = '\u0303';
const BREVE = '\u0306';
const HOOK = '\u0309';
const DOT = '\u0323';

/** VNI for Windows: a plain vowel is followed by one sign that carries its shape, its tone or both. */
const VNI_MARKS: Readonly<Record<string, string>> = {
  ù: ACUTE,
  ø: GRAVE,
  û: HOOK,
  õ: TILDE,
  ï: DOT,
  â: CIRCUMFLEX,
  á: CIRCUMFLEX + ACUTE,
  à: CIRCUMFLEX + GRAVE,
  å: CIRCUMFLEX + HOOK,
  ã: CIRCUMFLEX + TILDE,
  ä: CIRCUMFLEX + DOT,
  ê: BREVE,
  é: BREVE + ACUTE,
  è: BREVE + GRAVE,
  ú: BREVE + HOOK,
  ü: BREVE + TILDE,
  ë: BREVE + DOT,
};
const VNI_LETTERS: Readonly<Record<string, string>> = {
  ô: 'ơ',
  ö: 'ư',
  ñ: 'đ',
  í: 'í',
  ì: 'ì',
  æ: 'ỉ',
  ó: 'ĩ',
  ò: 'ị',
  î: 'ỵ',
};
/** The letters of the bytes 0x80 to 0xFF. */
const TCVN3_LETTERS = Array.from({ length: 0x80 }, (_, index) =>
  iconv.decode(Buffer.of(0x80 + index), 'tcvn'),
);
const TAKES_A_MARK = /[aeiouyơư]/i;

/** Windows-1252 characters of the bytes 0x80–0x9F; the other bytes equal their code points. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const BYTE_OF = new Map(WINDOWS_1252.split('').map((character, i) => [character, 0x80 + i]));

/**
 * Attribute text as the given encoding reads it, NFC. Bytes that the encoding does not know become U+FFFD.
 * TCVN3 is also called ABC; VNI is the Windows form of two characters a letter.
 */
export function decodeVietnamese(bytes: Uint8Array, encoding: TextEncoding): string {
  switch (encoding) {
    case 'utf-8':
      return new TextDecoder('utf-8').decode(bytes).normalize('NFC');
    case 'windows-1258':
      return iconv.decode(Buffer.from(bytes), 'windows-1258').normalize('NFC');
    case 'tcvn3':
      return tcvn3FromBytes(bytes);
    case 'vni':
      return vniFromText(Buffer.from(bytes).toString('latin1'));
  }
}

/** Text in the font encoding TCVN3 (ABC), read by someone as Windows-1252, put right. */
export function tcvn3ToUnicode(text: string): string {
  return decodeEach(text, 'tcvn3');
}

/** Text in the font encoding VNI, read by someone as Windows-1252, put right. */
export function vniToUnicode(text: string): string {
  return decodeEach(text, 'vni');
}

/** The bytes of a text read as Windows-1252 or ISO 8859-1; null when it holds any other character. */
export function bytesOfMisreadText(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const byte = code < 0x100 ? code : BYTE_OF.get(text.charAt(i));
    if (byte === undefined) return null;
    bytes[i] = byte;
  }
  return bytes;
}

function decodeEach(text: string, encoding: TextEncoding): string {
  const bytes = bytesOfMisreadText(text);
  return bytes === null ? text.normalize('NFC') : decodeVietnamese(bytes, encoding);
}

function tcvn3FromBytes(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    // The full standard hides capitals among the control characters; no file of the ABC fonts uses them.
    text += byte < 0x80 ? String.fromCharCode(byte) : TCVN3_LETTERS[byte - 0x80];
  }
  return text.normalize('NFC').replace(/\p{L}+/gu, raiseCapitalWord);
}

/** ABC has no capitals with tones: they are small letters shown by a second, capital font. */
function raiseCapitalWord(word: string): string {
  const isCapitalWord = /^[^a-z]+$/.test(word) && /.[A-Z]/.test(word);
  return isCapitalWord ? word.toUpperCase() : word;
}

function vniFromText(text: string): string {
  let out = '';
  // Reading the last letter from the growing text would copy that text each time.
  let last = '';
  for (const character of text) {
    const small = character.toLowerCase();
    const mark = VNI_MARKS[small];
    const letter = VNI_LETTERS[small];
    if (mark !== undefined && TAKES_A_MARK.test(last)) last = mark;
    else if (letter !== undefined) last = small === character ? letter : letter.toUpperCase();
    else last = character;
    out += last;
  }
  return out.normalize('NFC');
}
