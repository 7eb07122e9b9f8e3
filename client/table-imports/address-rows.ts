import {
  ADDRESS_GRADES,
  type AddressChoice,
  type AddressGrade,
  type AddressReview,
  type HandPlace,
  type ReviewedAddress,
} from '#server/contract/address-review.ts';

/** Filters of the rows: all, those that wait for a choice, of one grade, placed by hand, or left out. */
export const ADDRESS_FILTERS = ['all', ...ADDRESS_GRADES, 'by_hand', 'left_out'] as const;
export type AddressFilter = (typeof ADDRESS_FILTERS)[number];

/** Decision for a row: one of its candidates, a place given by hand, left out, or none yet. */
export type Decision = number | HandPlace | 'left_out' | null;

/** Decision of a row: a person's choice counts at once; the rest is as the server last answered. */
export function decisionOf(row: ReviewedAddress, choices: readonly AddressChoice[]): Decision {
  const choice = choices.find(({ line }) => line === row.line);
  if (choice === undefined) return row.leftOut ? 'left_out' : row.used;
  if ('byHand' in choice) return choice.byHand;
  const { position } = choice;
  if (position === null) return 'left_out';
  const place = row.candidates.findIndex(
    (candidate) => candidate.position[0] === position[0] && candidate.position[1] === position[1],
  );
  return place === -1 ? row.used : place;
}

/** The place that somebody gave for a row; null where there is none. */
export function handPlaceOf(decision: Decision): HandPlace | null {
  return typeof decision === 'object' ? decision : null;
}

/** The choices with this one for the row; null takes back what was chosen for it. */
export function withChoice(
  choices: readonly AddressChoice[],
  row: ReviewedAddress,
  decision: Decision,
): AddressChoice[] {
  const others = choices.filter(({ line }) => line !== row.line);
  if (decision === null) return others;
  if (typeof decision === 'object') return [...others, { line: row.line, byHand: decision }];
  const position = decision === 'left_out' ? null : (row.candidates[decision]?.position ?? null);
  return [...others, { line: row.line, position }];
}

export function rowsUnder(
  filter: AddressFilter,
  rows: readonly ReviewedAddress[],
  choices: readonly AddressChoice[],
): ReviewedAddress[] {
  if (filter === 'all') return [...rows];
  if (filter === 'left_out') return rows.filter((row) => decisionOf(row, choices) === 'left_out');
  if (filter === 'by_hand') {
    return rows.filter((row) => handPlaceOf(decisionOf(row, choices)) !== null);
  }
  return rows.filter(({ grade }) => grade === filter);
}

/** Counts the rows under each filter; the grades count those beyond the list as well. */
export function countUnder(
  filter: AddressFilter,
  review: AddressReview,
  choices: readonly AddressChoice[],
): number {
  if (filter === 'all') return ADDRESS_GRADES.reduce((sum, grade) => sum + review.counts[grade], 0);
  if (filter === 'left_out' || filter === 'by_hand') {
    return rowsUnder(filter, review.rows, choices).length;
  }
  return review.counts[filter];
}

const WAITING: readonly AddressGrade[] = ['several', 'not_found', 'commune'];

/** The next row after a line that waits for somebody, round and round; null when none does. */
export function nextWaiting(
  rows: readonly ReviewedAddress[],
  choices: readonly AddressChoice[],
  line: number,
): ReviewedAddress | null {
  const at = rows.findIndex((row) => row.line === line);
  const round = [...rows.slice(at + 1), ...rows.slice(0, Math.max(0, at))];
  const waits = (row: ReviewedAddress) =>
    WAITING.includes(row.grade) && decisionOf(row, choices) === null;
  return round.find(waits) ?? null;
}
