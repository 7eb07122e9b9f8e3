import * as z from 'zod';

import type { IsoDate } from '#server/contract/time.ts';
import { Vehicle, type TravelBasis } from '#server/contract/travel.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { readSetting } from '#server/settings/queries.ts';

const Straight = z.object({
  factor: z.number().min(1).max(3),
  speeds: z.record(Vehicle, z.number().positive().max(120)),
});

/** Reads the assumed detour and speed of a vehicle without a road network (`travel.straight`). */
export async function readStraightBasis(
  sql: TransactionSql,
  vehicle: Vehicle,
  on: IsoDate,
): Promise<TravelBasis & { factor: number; speed: number }> {
  const setting = await readSetting(sql, 'travel.straight', on);
  const { factor, speeds } = Straight.parse(setting?.value);
  return {
    source: 'straight',
    factor,
    speed: speeds[vehicle],
    origin: setting?.origin ?? '',
    validFrom: setting?.validFrom ?? on,
    estimated: 0,
    estimateOrigin: null,
  };
}
