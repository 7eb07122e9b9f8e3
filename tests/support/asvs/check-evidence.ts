import { KNOWN_OPEN } from './known-open.ts';
import { REQUIRED } from './required.ts';

export type EvidenceLine = { number: string; what: string; evidence: string };
export type Verdict = {
  lines: readonly (EvidenceLine & { state: 'test' | 'file' | 'n/a' | 'open' })[];
  faults: readonly string[];
};

const ROW = /^\| (\d+\.\d+\.\d+) \| (.+?) \| (.+) \|$/gm;
/** A file, with words that stand in it. */
const PIECE = /`([^`]+)`(?: “([^”]+)”)?/g;
/** Shorter reasons explain nothing. */
const LEAST_REASON = 8;

/** Reads the rows of the page of evidence. */
export function evidenceLines(page: string): EvidenceLine[] {
  return [...page.matchAll(ROW)].map(([, number = '', what = '', evidence = '']) => ({
    number,
    what,
    evidence,
  }));
}

/**
 * Checks every required line: that it is there once, that each file it names exists and holds the words that it quotes,
 * that what does not apply says why, and that what is open is known to be.
 * @param textOf text of a file of the repository; null where there is none
 */
export function checkEvidence(
  page: string,
  textOf: (file: string) => string | null,
  known: readonly string[] = KNOWN_OPEN,
): Verdict {
  const lines = evidenceLines(page).map((line) => ({ ...line, state: stateOf(line.evidence) }));
  const numbers = lines.map(({ number }) => number);
  const open = lines.filter(({ state }) => state === 'open').map(({ number }) => number);
  return {
    lines,
    faults: [
      ...REQUIRED.filter((number) => !numbers.includes(number)).map((n) => `${n}: no line`),
      ...numbers.filter((number) => !REQUIRED.includes(number)).map((n) => `${n}: not required`),
      ...numbers.filter((n, at) => numbers.indexOf(n) !== at).map((n) => `${n}: twice`),
      ...open.filter((number) => !known.includes(number)).map((n) => `${n}: open, not known to be`),
      ...known
        .filter((number) => !open.includes(number))
        .map((n) => `${n}: known open, but is not`),
      ...lines.flatMap((line) => faultsOf(line, textOf).map((fault) => `${line.number}: ${fault}`)),
    ],
  };
}

function stateOf(evidence: string): Verdict['lines'][number]['state'] {
  if (evidence.startsWith('open:')) return 'open';
  if (evidence.startsWith('n/a:')) return 'n/a';
  return /\.(?:test|spec)\.tsx?`/.test(evidence) ? 'test' : 'file';
}

function faultsOf({ evidence }: EvidenceLine, textOf: (file: string) => string | null): string[] {
  const reason = /^(?:open|n\/a):(.*)$/.exec(evidence)?.[1];
  if (reason !== undefined) return reason.trim().length < LEAST_REASON ? ['no reason'] : [];
  const pieces = [...evidence.matchAll(PIECE)];
  if (pieces.length === 0) return ['no evidence'];
  return pieces.flatMap(([, file = '', words]) => {
    const text = textOf(file);
    if (text === null) return [`there is no ${file}`];
    return words === undefined || text.includes(words) ? [] : [`${file} does not say “${words}”`];
  });
}
