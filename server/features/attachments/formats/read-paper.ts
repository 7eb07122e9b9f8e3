import { getDocumentProxy } from 'unpdf';

import { AppError } from '#server/contract/problem.ts';
import { hasSecretStamp } from '#server/features/attachments/secret-rules.ts';

import { unpacksToTooMuch } from './paper-streams.ts';

const MOST_PAGES_READ = 50;
/** Most runs of text that are read over all pages; a dense page of a plan has some thousands. */
const MOST_RUNS = 300_000;
const MOST_CHARACTERS = 3_000_000;

/**
 * Reads the text layer of a PDF and refuses a paper that is stamped secret. A scan without a text layer shows nothing:
 * there only the author's own statement in the form counts. Runs in a worker, which ends it when it takes too long.
 * Throws `attachment.secret`, or `attachment.unreadable` when the paper is damaged, locked, unpacks to too much or
 * holds more text than any paper does.
 */
export async function refuseSecretPaper(bytes: Uint8Array): Promise<void> {
  if (await unpacksToTooMuch(bytes)) throw unreadable();
  const lines = await readLines(bytes).catch((cause: unknown) => {
    throw unreadable(cause);
  });
  if (hasSecretStamp(lines)) throw new AppError('attachment.secret');
}

function unreadable(cause?: unknown): AppError {
  return new AppError('attachment.unreadable', { parameters: { type: 'PDF' }, cause });
}

type Paper = Awaited<ReturnType<typeof getDocumentProxy>>;

/** The lines of the first pages, and beside them each run of text that was set on its own. */
async function readLines(bytes: Uint8Array): Promise<string[]> {
  // The reader takes the memory that it is given for its own.
  const paper = await getDocumentProxy(bytes.slice(), { isEvalSupported: false, verbosity: 0 });
  const lines: string[] = [];
  try {
    const pages = Math.min(paper.numPages, MOST_PAGES_READ);
    for (let number = 1; number <= pages; number += 1) await readPage(paper, number, lines);
    return lines;
  } finally {
    await paper.destroy();
  }
}

async function readPage(paper: Paper, number: number, lines: string[]): Promise<void> {
  // Read part by part, so that an endless page is left before all of it is in memory.
  const text = (await paper.getPage(number)).streamTextContent().getReader();
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
