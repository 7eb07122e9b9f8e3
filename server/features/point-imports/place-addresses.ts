import {
  ADDRESS_GRADES,
  MOST_ADDRESSED_ROWS,
  SHOWN_ADDRESSES,
  type AddressChoice,
  type AddressReview,
  type ReviewedAddress,
} from '#server/contract/address-review.ts';
import type { PlaceCandidate } from '#server/contract/geocoding.ts';
import type { ImportMapping, RowProblem } from '#server/contract/point-import.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { Deps } from '#server/deps.ts';
import { answerAll } from '#server/features/geocoding/commands.ts';
import type { AddressAnswer } from '#server/features/geocoding/gazetteer-memory.ts';

import { findKnownPlaces } from './queries.ts';
import type { AddressedRow, JudgedTable, KeyedDraft, UnplacedTable } from './read-drafts.ts';
import { gradeOf, settleAddress } from './settle-address.ts';

const LARGEST_ERROR_METRES = 10_000;
/** A person's act is what a row waits for under these; the others need another file. */
const WAITING = new Set(['import.address_several', 'import.address_commune']);

export type PlacedTable = { judged: JudgedTable; review: AddressReview };

/**
 * Looks up the addresses of the rows that have nothing else. Rows that the register knows keep the place they
 * have there: importing them again neither asks nor moves anything.
 */
export async function placeAddresses(
  sql: TransactionSql,
  deps: Pick<Deps, 'gazetteers' | 'clock'>,
  given: {
    unplaced: UnplacedTable;
    mapping: ImportMapping;
    column: string | null;
    choices: readonly AddressChoice[];
  },
): Promise<PlacedTable> {
  const { unplaced, mapping, column } = given;
  const addressed = unplaced.kept.filter((row): row is AddressedRow => row.draft.geometry === null);
  const asked = await withoutKnown(sql, addressed);
  const within = asked.fresh.slice(0, MOST_ADDRESSED_ROWS);
  const answers = await lookUp(sql, deps, within);
  const choiceOf = new Map(given.choices.map((choice) => [choice.line, choice]));
  const placed = [...asked.known];
  const problems = asked.fresh
    .slice(MOST_ADDRESSED_ROWS)
    .map((row) => problemOf(row, column, 'import.too_many_addresses'));
  const reviewed = within.map((row, place): ReviewedAddress => {
    const answer = answers[place] ?? { items: [], ambiguous: false };
    const settled = settleAddress(answer, choiceOf.get(row.draft.line), mapping.consents);
    const candidate = 'used' in settled ? answer.items[settled.used] : undefined;
    if (candidate !== undefined) placed.push(placedRow(row, candidate));
    if ('code' in settled) problems.push(problemOf(row, column, settled.code, answer));
    return {
      line: row.draft.line,
      officialName: row.draft.officialName,
      address: row.draft.address,
      grade: gradeOf(answer),
      candidates: answer.items,
      used: 'used' in settled ? settled.used : null,
      leftOut: 'code' in settled && settled.code === 'import.address_left_out',
    };
  });
  const kept = [
    ...unplaced.kept.filter((row): row is KeyedDraft => row.draft.geometry !== null),
    ...placed,
  ].toSorted((a, b) => a.draft.line - b.draft.line);
  return {
    judged: { kept, problems: [...unplaced.problems, ...problems] },
    review: reviewOf(reviewed),
  };
}

async function withoutKnown(
  sql: TransactionSql,
  addressed: readonly AddressedRow[],
): Promise<{ known: KeyedDraft[]; fresh: AddressedRow[] }> {
  if (addressed.length === 0) return { known: [], fresh: [] };
  const places = await findKnownPlaces(
    sql,
    addressed.map(({ key }) => key),
  );
  const placeOf = new Map(places.map(({ importKey, geometry }) => [importKey, geometry]));
  const known = addressed.flatMap(({ key, draft }): KeyedDraft[] => {
    const geometry = placeOf.get(key);
    return geometry === undefined ? [] : [{ key, draft: { ...draft, geometry } }];
  });
  return { known, fresh: addressed.filter(({ key }) => !placeOf.has(key)) };
}

async function lookUp(
  sql: TransactionSql,
  deps: Pick<Deps, 'gazetteers' | 'clock'>,
  rows: readonly AddressedRow[],
): Promise<AddressAnswer[]> {
  if (rows.length === 0) return [];
  const loaded = await deps.gazetteers.load(sql, deps.clock.today());
  return answerAll(
    sql,
    loaded,
    rows.map(({ draft }) => draft.address),
  );
}

/** What the file says of the error holds if it is larger: it was written without knowing the gazetteer's. */
function placedRow({ key, draft }: AddressedRow, candidate: PlaceCandidate): KeyedDraft {
  const { label, precision, radiusMetres, position, source } = candidate;
  const error = Math.max(radiusMetres, draft.locationErrorMetres ?? 0);
  return {
    key,
    draft: {
      ...draft,
      geometry: { type: 'Point', coordinates: position },
      locationErrorMetres: Math.min(error, LARGEST_ERROR_METRES),
      placedBy: { label, precision, radiusMetres, source: source.name },
    },
  };
}

function problemOf(
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

/** Those first that wait for somebody; the lists of the rest may be cut. */
function reviewOf(reviewed: readonly ReviewedAddress[]): AddressReview {
  const rank = ({ grade }: ReviewedAddress) => ADDRESS_GRADES.indexOf(grade);
  const counts = Object.fromEntries(
    ADDRESS_GRADES.map((grade) => [grade, reviewed.filter((row) => row.grade === grade).length]),
  ) as AddressReview['counts'];
  const rows = reviewed
    .toSorted((a, b) => rank(a) - rank(b) || a.line - b.line)
    .slice(0, SHOWN_ADDRESSES);
  return { rows, counts };
}
