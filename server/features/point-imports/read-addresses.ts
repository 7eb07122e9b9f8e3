import { answerAll } from '#server/addresses/find-addresses.ts';
import {
  ADDRESS_GRADES,
  MOST_ADDRESSED_ROWS,
  SHOWN_ADDRESSES,
  type AddressChoice,
  type AddressReview,
  type ReviewedAddress,
} from '#server/contract/address-review.ts';
import type { ConsentCode, ImportMapping } from '#server/contract/point-import.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { Deps } from '#server/deps.ts';
import { listPlacesOutsideCity } from '#server/features/communes/queries.ts';

import { outcomeOf, problemOf, reviewedRow, type SettledRow } from './formats/addressed-rows.ts';
import { findKnownPlaces } from './queries.ts';
import type {
  AddressedRow,
  JudgedTable,
  KeyedDraft,
  UnplacedTable,
} from './formats/read-drafts.ts';
import { settleAddress } from './formats/settle-address.ts';

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
  const settled = await settle(sql, deps, within, { ...given, consents: mapping.consents });
  const outcomes = settled.map((row) => outcomeOf(row, column));
  const placed = [
    ...asked.known,
    ...outcomes.flatMap((outcome) => ('placed' in outcome ? [outcome.placed] : [])),
  ];
  const problems = [
    ...asked.fresh
      .slice(MOST_ADDRESSED_ROWS)
      .map((row) => problemOf(row, column, 'import.too_many_addresses')),
    ...outcomes.flatMap((outcome) => ('problem' in outcome ? [outcome.problem] : [])),
  ];
  const kept = [
    ...unplaced.kept.filter((row): row is KeyedDraft => row.draft.geometry !== null),
    ...placed,
  ].toSorted((a, b) => a.draft.line - b.draft.line);
  return {
    judged: { kept, problems: [...unplaced.problems, ...problems] },
    review: reviewOf(settled.map(reviewedRow)),
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

/** Looks the addresses up, and lets a person's choice for a line go before what was found. */
async function settle(
  sql: TransactionSql,
  deps: Pick<Deps, 'gazetteers' | 'clock'>,
  rows: readonly AddressedRow[],
  given: { choices: readonly AddressChoice[]; consents: readonly ConsentCode[] },
): Promise<SettledRow[]> {
  if (rows.length === 0) return [];
  const loaded = await deps.gazetteers.load(sql, deps.clock.today());
  const addresses = rows.map(({ draft }) => draft.address);
  const answers = await answerAll(sql, loaded, addresses);
  const choiceOf = new Map(given.choices.map((choice) => [choice.line, choice]));
  const settled = rows.map((row, place): SettledRow => {
    const answer = answers[place] ?? { items: [], ambiguous: false };
    const choice = choiceOf.get(row.draft.line);
    const how = settleAddress(answer, choice, given.consents, loaded.communes);
    return { row, answer, settled: how, outsideCity: false };
  });
  const spots = settled.flatMap(({ settled: how }) => ('byHand' in how ? [how.byHand] : []));
  if (spots.length === 0) return settled;
  const places = new Set(
    await listPlacesOutsideCity(
      sql,
      spots.map(({ position }) => position),
    ),
  );
  const outside = new Set(spots.filter((_, place) => places.has(place)));
  return settled.map((one) => ({
    ...one,
    outsideCity: 'byHand' in one.settled && outside.has(one.settled.byHand),
  }));
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
