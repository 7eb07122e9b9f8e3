import { extractText } from 'unpdf';

/** The text of each page of a PDF, its blanks made one. */
export async function pagesOf(pdf: Uint8Array): Promise<string[]> {
  // The reader takes the memory that it is given for its own.
  const { text } = await extractText(Uint8Array.from(pdf), { mergePages: false });
  return text.map((page) => page.normalize('NFC').replaceAll(/\s+/g, ' '));
}
