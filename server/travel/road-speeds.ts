import * as z from 'zod';

import { CITY_TIME_ZONE, civilDate } from '#server/contract/civil-day.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import { Vehicle } from '#server/contract/travel.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { ROAD_CLASSES } from '#server/methods/roads/road-access.ts';
import type { EdgeSeconds } from '#server/methods/roads/road-graph.ts';
import { readSetting } from '#server/settings/queries.ts';

const Speed = z.number().min(1).max(150);
const Table = z.object({
  /** Ascending, the first from midnight; each lasts until the next begins. */
  periods: z.array(z.object({ from: z.string().regex(/^\d{2}:\d{2}$/), name: z.string() })).min(1),
  /** Kilometres an hour, by vehicle, class of road and period. */
  speeds: z.record(Vehicle, z.record(z.enum(ROAD_CLASSES), z.record(z.string(), Speed))),
});

/** The speeds of one hour, and the words for where they come from. */
export type SpeedsOfHour = {
  /** Tells the hours apart that have the same speeds. */
  key: string;
  origin: string;
  secondsOf: EdgeSeconds;
};

const CITY_MINUTE = new Intl.DateTimeFormat('en-GB', {
  timeZone: CITY_TIME_ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
/** No stretch is free, or ways would go round in circles at no cost. */
const LEAST_SECONDS = 0.01;

/** Reads the speeds of a vehicle at the hour of a departure (`travel.speeds`); a sign caps them. */
export async function readSpeeds(
  sql: TransactionSql,
  vehicle: Vehicle,
  departure: IsoInstant,
): Promise<SpeedsOfHour> {
  const setting = await readSetting(sql, 'travel.speeds', civilDate(departure));
  const { periods, speeds } = Table.parse(setting?.value);
  const minute = CITY_MINUTE.format(new Date(departure));
  const period = periods.findLast(({ from }) => from <= minute)?.name ?? periods[0]?.name ?? '';
  const ofClass = speeds[vehicle];
  return {
    key: `${vehicle}|${period}|${setting?.validFrom ?? ''}`,
    origin: setting?.origin ?? '',
    secondsOf: (edge) => {
      const free = ofClass[edge.class][period] ?? 1;
      const kilometresAnHour = Math.min(free, edge.maxSpeed ?? free);
      return Math.max(LEAST_SECONDS, edge.metres / (kilometresAnHour / 3.6));
    },
  };
}
