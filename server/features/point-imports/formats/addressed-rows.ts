import type { AddressAnswer } from '#server/addresses/gazetteer-memory.ts';
import type { ReviewedAddress } from '#server/contract/address-review.ts';
import type { LonLat } from '#server/contract/geo.ts';
import type { RowProblem } from '#server/contract/point-import.ts';

import type { AddressedRow, KeyedDraft } from './read-drafts.ts';
import { gradeOf, type Settled } from './settle-address.ts';
import type { PlacedBy } from './validate-row.ts';

const LARGEST_ERROR_METRES = 10_000;
/** A person's act is what a row waits for under these; the others need another file, or a place by hand. */
const WAITING = new Set(['import.address_several', 'import.address_commune']);

/** A row whose address was looked up, and what came of that and of a person's choice. */
export type SettledRow = {
  row: AddressedRow;
  answer: AddressAnswer;
  settled: Settled;
  /** Put by hand where the city is not: it has no place then. */
  outsideCity: boolean;
};

/** The row where it goes, or why it goes nowhere. */
export function outcomeOf(
  { row, answer, settled, outsideCity }: SettledRow,
  column: string | null,
): { placed: KeyedDraft } | { problem: RowProblem } {
  if (outsideCity) return { problem: problemOf(row, column, 'import.outside_city') };
  if ('byHand' in settled) {
    const { position, radiusMetres, commune } = settled.byHand;
    return { placed: placedAt(row, position, { byHand: true, commune, radiusMetres }) };
  }
  const candidate = 'used' in settled ? answer.items[settled.used] : undefined;
  if (candidate !== undefined) {
    const { label, precision, radiusMetres, position, source } = candidate;
    const placedBy = { label, precision, radiusMetres, source: source.name };
    return { placed: placedAt(row, position, placedBy) };
  }
  const code = 'code' in settled ? settled.code : 'import.address_not_found';
  return { problem: problemOf(row, column, code, answer) };
}

/** Describes a row for the reader who reviews it. */
export function reviewedRow({ row, answer, settled, outsideCity }: SettledRow): ReviewedAddress {
  const { line, officialName, address } = row.draft;
  return {
    line,
    officialName,
    address,
    grade: gradeOf(answer),
    candidates: answer.items,
    used: 'used' in settled ? settled.used : null,
    leftOut: 'code' in settled && settled.code === 'import.address_left_out',
    byHand: 'byHand' in settled ? { ...settled.byHand, outsideCity } : null,
  };
}

/** Places a row. The larger error holds, because the file's was written without knowledge of the gazetteer's. */
function placedAt({ key, draft }: AddressedRow, position: LonLat, placedBy: PlacedBy): KeyedDraft {
  const error = Math.max(placedBy.radiusMetres, draft.locationErrorMetres ?? 0);
  return {
    key,
    draft: {
      ...draft,
      geometry: { type: 'Point', coordinates: position },
      locationErrorMetres: Math.min(error, LARGEST_ERROR_METRES),
      placedBy,
    },
  };
}

/** A row that stays out, with its line and why. */
export function problemOf(
  { draft }: AddressedRow,
  column: string | null,
  code: RowProblem['code'],
  answer?: AddressAnswer,
): RowProblem {
  const best = code === 'import.address_commune' ? answer?.items[0] : undefined;
  return {
    line: draft.line,
    field: 'address',
    column,
    code,
    severity: WAITING.has(code) ? 'needs_consent' : 'error',
    value: draft.address.slice(0, 200),
    ...(best !== undefined && { suggestion: best.position }),
  };
}
