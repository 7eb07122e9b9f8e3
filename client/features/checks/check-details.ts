import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import { CheckObstacle } from '#server/contract/check.ts';
import type { PointEvent } from '#server/contract/point.ts';
import { isIsoDate } from '#server/contract/time.ts';

/** Facts of a recorded check beside its result: when, the obstacle, when to try again. */
export function checkDetails(
  event: PointEvent,
  { text, format }: { text: Text; format: Format },
): { label: string; value: string }[] {
  if (event.kind !== 'checked') return [];
  const { lines, obstacles } = text.checks;
  const { obstacle, checkedAt, retryOn } = event.detail;
  const { distanceMetres, accuracyMetres } = event.detail;
  const known = CheckObstacle.safeParse(obstacle);
  return [
    ...(known.success ? [{ label: lines.obstacle, value: obstacles[known.data] }] : []),
    ...(typeof checkedAt === 'string'
      ? [{ label: lines.moment, value: format.dateTime(checkedAt) }]
      : []),
    ...(typeof distanceMetres === 'number'
      ? [{ label: lines.distance, value: distanceWords(distanceMetres, accuracyMetres, format) }]
      : []),
    ...(typeof retryOn === 'string' && isIsoDate(retryOn)
      ? [{ label: lines.retry, value: format.date(retryOn) }]
      : []),
  ];
}

function distanceWords(metres: number, accuracy: unknown, format: Format): string {
  const distance = format.distance(metres);
  return typeof accuracy === 'number' ? `${distance} (± ${format.distance(accuracy)})` : distance;
}
