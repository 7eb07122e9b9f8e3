import * as z from 'zod';

import { BatchId } from './act-batch.ts';
import { PhotoIds } from './attachment.ts';
import { LonLat } from './geo.ts';
import { DEVICE_ENTRY_FIELDS } from './late-entry.ts';
import { ActBase, CheckResult } from './point.ts';
import { civilDate } from './civil-day.ts';
import { IsoDate, IsoInstant } from './time.ts';

/** Reasons why a place could not be checked. */
export const CHECK_OBSTACLES = [
  'closed',
  'no_access',
  'not_found',
  'unsafe',
  'weather',
  'other',
] as const;
export const CheckObstacle = z.enum(CHECK_OBSTACLES).meta({ id: 'CheckObstacle' });
export type CheckObstacle = z.infer<typeof CheckObstacle>;

/**
 * A look at a closed place, whole in one body, so that a device may keep it and send it later under
 * the same key. Photos go on their own ways; their ids stand here, whichever arrives first.
 */
export const RecordCheckBody = ActBase.extend({
  /** Absent: the look stays true whatever others have recorded meanwhile. */
  version: z.number().int().min(0).optional(),
  batchId: BatchId.optional(),
  ...DEVICE_ENTRY_FIELDS,
  /** The moment of the look; its day in the city is `effectiveOn`. */
  checkedAt: IsoInstant.pipe(z.iso.datetime()).nullable().default(null),
  result: CheckResult,
  /** With `could_not_check`: this, or words, or both; `other` needs words. */
  obstacle: CheckObstacle.nullable().default(null),
  reason: z.string().trim().normalize('NFC').min(3).max(1_000).nullable().default(null),
  position: LonLat.nullable().default(null),
  accuracyMetres: z.number().min(0).max(100_000).nullable().default(null),
  photoIds: PhotoIds,
})
  .refine(({ checkedAt, effectiveOn }) => checkedAt === null || isOn(checkedAt, effectiveOn), {
    path: ['checkedAt'],
    error: 'date',
  })
  .meta({ id: 'RecordCheck' });
export type RecordCheck = z.infer<typeof RecordCheckBody>;

function isOn(instant: IsoInstant, day: IsoDate): boolean {
  return !Number.isNaN(Date.parse(instant)) && civilDate(instant) === day;
}

const MOST_LOOKS = 24;
/** Ten years. */
const MOST_DAYS = 3_660;
const Days = z.number().int().min(1).max(MOST_DAYS);

/** Schedule of the checks of closed places: the value of the setting `check.schedule`. */
export const CheckScheduleValue = z.object({
  /** Days after the elimination on which a look is due. */
  days: z.array(Days).min(1).max(MOST_LOOKS),
  /** Days before it from which it may be done and shows as due. */
  leadDays: z.number().int().min(0).max(30),
  /** Days after the elimination during which the place is under watch. */
  watchDays: Days,
  /** Days after a look that could not be done until which somebody tries again. */
  retryDays: z.number().int().min(1).max(90).default(3),
});
export type CheckScheduleValue = z.infer<typeof CheckScheduleValue>;

export const CheckSchedule = CheckScheduleValue.extend({
  retryDays: z.number().int(),
  validFrom: IsoDate,
  origin: z.string(),
  /** Null: the default that came with the system. */
  setBy: z.string().nullable(),
  setAt: IsoInstant,
}).meta({ id: 'CheckSchedule' });
export type CheckSchedule = z.infer<typeof CheckSchedule>;

/** Every schedule that there is, latest first. */
export const CheckScheduleList = z
  .object({ items: z.array(CheckSchedule), inForceFrom: IsoDate })
  .meta({ id: 'CheckScheduleList' });
export type CheckScheduleList = z.infer<typeof CheckScheduleList>;

export const NewCheckSchedule = CheckScheduleValue.extend({
  validFrom: IsoDate,
  origin: z.string().trim().normalize('NFC').min(3).max(500),
})
  .refine(({ days }) => new Set(days).size === days.length, { path: ['days'], error: 'repeated' })
  .meta({ id: 'NewCheckSchedule' });
export type NewCheckSchedule = z.infer<typeof NewCheckSchedule>;
