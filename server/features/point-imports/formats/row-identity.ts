import { createHash } from 'node:crypto';

import type { RowProblem } from '#server/contract/point-import.ts';
import { foldText } from '#server/contract/text.ts';

import type { AddressedDraft, PointDraft } from './validate-row.ts';

/** Five decimals of a degree are about a metre: finer than anyone means, coarser than a rounding. */
const DECIMALS = 5;

/**
 * The same for the same row of the same or a corrected file: its external id when it has one,
 * otherwise a hash of its folded name and rounded position, or of its name and address: a better gazetteer
 * may place an address elsewhere, and the row stays the same. Fits the column `import_key`.
 */
export function rowIdentity(
  draft: Pick<PointDraft | AddressedDraft, 'externalId' | 'officialName' | 'geometry' | 'address'>,
): string {
  if (draft.externalId !== null) return `id:${draft.externalId}`;
  if (draft.geometry === null) {
    const words = `${foldText(draft.officialName)}\n${foldText(draft.address ?? '')}`;
    return `address:${createHash('sha256').update(words).digest('hex')}`;
  }
  const place = JSON.stringify(draft.geometry.coordinates, (_, value: unknown) =>
    typeof value === 'number' ? rounded(value) : value,
  );
  const hash = createHash('sha256')
    .update(`${foldText(draft.officialName)}\n${place}`)
    .digest('hex');
  return `place:${hash}`;
}

function rounded(degrees: number): string {
  return degrees.toFixed(DECIMALS);
}

/** Rows of one file with the same identity: the first stays, each later one is reported with the first's line. */
export function splitRepeated<Draft extends PointDraft | AddressedDraft>(
  drafts: readonly Draft[],
  columnOf: (field: 'externalId' | 'officialName') => string | null,
): { kept: { key: string; draft: Draft }[]; problems: RowProblem[] } {
  const firstLine = new Map<string, number>();
  const kept: { key: string; draft: Draft }[] = [];
  const problems: RowProblem[] = [];
  for (const draft of drafts) {
    const key = rowIdentity(draft);
    const otherLine = firstLine.get(key);
    if (otherLine === undefined) {
      firstLine.set(key, draft.line);
      kept.push({ key, draft });
      continue;
    }
    const field = draft.externalId === null ? 'officialName' : 'externalId';
    const value = draft.externalId ?? draft.officialName;
    problems.push({
      line: draft.line,
      field,
      column: columnOf(field),
      code: 'import.duplicate_row',
      severity: 'error',
      value,
      otherLine,
    });
  }
  return { kept, problems };
}
