import { getDocumentProxy } from 'unpdf';

const MOST_PAGES_READ = 50;
/** Most runs of text that are read over all pages; a dense page of a plan has some thousands. */
const MOST_RUNS = 300_000;
const MOST_CHARACTERS = 3_000_000;

export type PaperWords = {
  pages: number;
  /** The lines of the first pages, and beside them each run of text that was set on its own. */
  lines: string[];
  /** Words of comments, of fields of forms and of the outline. */
  notes: string[];
};

type Paper = Awaited<ReturnType<typeof getDocumentProxy>>;
type Page = Awaited<ReturnType<Paper['getPage']>>;
type Outline = Awaited<ReturnType<Paper['getOutline']>>;

/**
 * Reads the words of a PDF: its text layer, its comments and its outline. A scan without a text layer has none.
 * @throws Error where it is damaged or locked, or holds more text than any paper does
 */
export async function readPaper(bytes: Uint8Array): Promise<PaperWords> {
  // The reader takes the memory that it is given for its own.
  const paper = await getDocumentProxy(bytes.slice(), { isEvalSupported: false, verbosity: 0 });
  const lines: string[] = [];
  const notes: string[] = [];
  try {
    const pages = Math.min(paper.numPages, MOST_PAGES_READ);
    for (let number = 1; number <= pages; number += 1) {
      const page = await paper.getPage(number);
      await readText(page, lines);
      await readNotes(page, notes);
    }
    readOutline(await paper.getOutline(), notes);
    return { pages: paper.numPages, lines, notes };
  } finally {
    await paper.destroy();
  }
}

async function readText(page: Page, lines: string[]): Promise<void> {
  // Read part by part, so that an endless page is left before all of it is in memory.
  const text = page.streamTextContent().getReader();
  let line = '';
  let characters = 0;
  for (let part = await text.read(); !part.done; part = await text.read()) {
    for (const item of part.value.items) {
      if (!('str' in item)) continue;
      characters += item.str.length;
      if (lines.length >= MOST_RUNS || characters > MOST_CHARACTERS) {
        throw new Error('more text than a paper holds');
      }
      lines.push(item.str);
      line += item.str;
      if (!item.hasEOL) continue;
      lines.push(line);
      line = '';
    }
  }
  lines.push(line);
}

async function readNotes(page: Page, notes: string[]): Promise<void> {
  for (const annotation of (await page.getAnnotations()) as Record<string, unknown>[]) {
    const { contentsObj, fieldValue, textContent } = annotation;
    const contents = (contentsObj as { str?: unknown } | undefined)?.str;
    for (const words of [contents, fieldValue, textContent].flat()) {
      if (typeof words === 'string') notes.push(...words.split(/[\r\n]+/).filter(Boolean));
    }
    if (notes.length > MOST_RUNS) throw new Error('more comments than a paper holds');
  }
}

function readOutline(outline: Outline, notes: string[]): void {
  for (const { title, items } of outline ?? []) {
    notes.push(title);
    readOutline(items as Outline, notes);
  }
}
