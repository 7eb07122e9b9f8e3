import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Period } from '#server/contract/comparison.ts';
import type { PlaceAnalysisQuery } from '#server/contract/place-analysis.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { PackedArray } from '#server/live-engine/packed-array.ts';

import {
  findLastPlaceId,
  listCycleEvents,
  listPlaces,
  listSignalEvents,
  type PackedBlock,
} from './place-queries.ts';
import { type EventColumns, keptEvents, ORIGINS, type PlaceColumns } from './rules/place-data.ts';

/** Ids read by one statement. */
const IDS_AT_ONCE = 50_000;

/** Reads what happened at places in a period, of the kind that was asked for. */
export async function readEvents(
  sql: TransactionSql,
  { subject, origin }: Pick<PlaceAnalysisQuery, 'subject' | 'origin'>,
  period: Period,
): Promise<EventColumns> {
  const { longitudes, latitudes, numbers } = await unpacked(await blocksOf(sql, subject, period));
  const events = {
    longitudes,
    latitudes,
    days: numbers.map((number) => Math.floor(number / 4)),
    origins: numbers.map((number) => number % 4),
  };
  if (subject !== 'signals' || origin === 'both') return events;
  return keptEvents(events, (at) => ORIGINS[events.origins[at] ?? 0] === origin);
}

function blocksOf(
  sql: TransactionSql,
  subject: PlaceAnalysisQuery['subject'],
  period: Period,
): Promise<PackedBlock[]> {
  if (subject === 'recurrences') return listCycleEvents(sql, period, 'recurrence_confirmed');
  if (subject === 'new_points') return listCycleEvents(sql, period, 'recognised');
  return listSignalEvents(sql, period);
}

/** Reads every place of the register with the looks at it in a period. */
export async function readPlaces(sql: TransactionSql, period: Period): Promise<PlaceColumns> {
  const blocks: PackedBlock[] = [];
  const last = await findLastPlaceId(sql);
  for (let from = 0; from <= last; from += IDS_AT_ONCE) {
    blocks.push(...(await listPlaces(sql, period, { from, to: from + IDS_AT_ONCE })));
  }
  const { longitudes, latitudes, numbers } = await unpacked(blocks);
  return { longitudes, latitudes, checks: numbers };
}

/** Puts blocks together into columns; others are answered after each block. */
async function unpacked(blocks: readonly PackedBlock[]) {
  const arrays = blocks.map((block) => ({
    longitudes: new PackedArray(block.longitudes),
    latitudes: new PackedArray(block.latitudes),
    numbers: new PackedArray(block.numbers),
  }));
  const length = arrays.reduce((sum, { numbers }) => sum + numbers.length, 0);
  const longitudes = new Float64Array(length);
  const latitudes = new Float64Array(length);
  const numbers = new Float64Array(length);
  let to = 0;
  for (const block of arrays) {
    for (let row = 0; row < block.numbers.length; row += 1, to += 1) {
      longitudes[to] = block.longitudes.double(row);
      latitudes[to] = block.latitudes.double(row);
      numbers[to] = block.numbers.whole(row);
    }
    await nextTurn();
  }
  return { longitudes, latitudes, numbers };
}
