/** Names stand on one line: a line end could make two entries of one. */
export const ONE_LINE = /^[^\r\n]*$/;

/**
 * One spelling for comparing Vietnamese names: no case, no diacritics (so tone placement does not
 * matter either), đ as d, single spaces. Its twin in the database is the function `fold_text`.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}
