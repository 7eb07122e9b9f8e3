import type { Text } from '#client/i18n/use-text.ts';
import { now } from '#client/i18n/clock.ts';
import { given } from '#client/forms/entered-values.ts';
import type { CheckObstacle } from '#server/contract/check.ts';
import type { LonLat } from '#server/contract/geo.ts';
import type { CheckResult } from '#server/contract/point.ts';
import { civilDate } from '#server/contract/civil-day.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';

/** Values of the form of a check. */
export type CheckValues = {
  result: CheckResult | null;
  obstacle: CheckObstacle | null;
  /** Beside an obstacle, or instead of one. */
  reason: string;
  /** Null while a day or time that was typed is none. */
  checkedAt: IsoInstant | null;
  note: string;
  /** Paper of a check that is entered after its day; absent at stops, and in what older releases have kept. */
  documentNumber?: string;
  documentOn?: IsoDate | null;
};

export function emptyCheck(): CheckValues {
  return { result: null, obstacle: null, reason: '', checkedAt: now(), note: '' };
}

/** Missing values by field; empty when the check may be sent. The server checks again. */
export function missingOf(
  values: CheckValues,
  latest: IsoInstant,
  { checks: text }: Pick<Text, 'checks'>,
): Record<string, string> {
  const inVain = values.result === 'could_not_check';
  const wordless = given(values.reason) === null;
  return {
    ...(values.result === null && { result: text.resultMissing }),
    ...(inVain && values.obstacle === null && { obstacle: text.obstacleMissing }),
    ...(inVain && values.obstacle === 'other' && wordless && { reason: text.obstacleWordsMissing }),
    ...(values.checkedAt === null && { checkedAt: text.momentMissing }),
    ...(values.checkedAt !== null && values.checkedAt > latest && { checkedAt: text.momentFuture }),
  };
}

/** The body that is sent, whole: a device without a network keeps it as it is. */
export function bodyOf(
  values: CheckValues,
  {
    position,
    photoIds,
  }: {
    position: { at: LonLat; accuracyMetres: number } | null;
    photoIds: string[];
  },
) {
  const inVain = values.result === 'could_not_check';
  return {
    effectiveOn: values.checkedAt === null ? null : civilDate(values.checkedAt),
    checkedAt: values.checkedAt,
    result: values.result,
    obstacle: inVain ? values.obstacle : null,
    reason: inVain && values.obstacle === 'other' ? given(values.reason) : null,
    note: given(values.note),
    documentNumber: given(values.documentNumber ?? ''),
    documentOn: values.documentOn ?? null,
    enteredAt: now(),
    position: position?.at ?? null,
    accuracyMetres: position?.accuracyMetres ?? null,
    photoIds,
  };
}

/** The city's clock all the year round. */
const CITY_OFFSET = '+07:00';

/** The instant of a day and a time (`HH:mm`) in the city; null when they make none. */
export function instantAt(day: string | null, time: string): IsoInstant | null {
  const moment = new Date(`${day ?? ''}T${time}:00${CITY_OFFSET}`);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

/** The time of an instant in the city, `HH:mm`. */
export function timeOf(instant: IsoInstant): string {
  const shifted = new Date(instant).getTime() + 7 * 3_600_000;
  return new Date(shifted).toISOString().slice(11, 16);
}
