/** A stamp stands alone on its line, in capitals or with a capital: the wrapped end of “bí mật” does not. */
const STAMP =
  /^(?:ĐỘMẬT:?|Độmật:?)?\(?(?:MẬT|TỐIMẬT|TUYỆTMẬT|Mật|Tốimật|Tuyệtmật|TốiMật|TuyệtMật)\)?$/u;

/**
 * In the name of a file the marking is a word of its own; “bảo mật” and “bí mật” are ordinary words.
 * People leave the marks off in names, so that the two-word ones count without them too.
 */
const IN_NAME =
  /(?<!\p{L})(?:tuy[eệ]t[\s_.-]+m[aậ]t|t[oố]i[\s_.-]+m[aậ]t|(?<!(?:bí|bảo|cơ)[\s_.-]+)mật)(?!\p{L})/iu;

/** True when a line, or a part of a line, of a document is a secrecy stamp. */
export function hasSecretStamp(lines: readonly string[]): boolean {
  return lines.some((line) => STAMP.test(line.normalize('NFC').replaceAll(/\s/gu, '')));
}

/** True when the name of a file marks the document as secret. */
export function isNamedSecret(fileName: string): boolean {
  return IN_NAME.test(fileName.normalize('NFC'));
}
