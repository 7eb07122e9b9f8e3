import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { Me } from '#server/contract/account.ts';
import { civilDate } from '#server/contract/civil-day.ts';
import { addDays } from '#server/contract/time.ts';

import type { NewPhoto } from '#client/attachments/send-attachment.ts';
import type { DevicePosition } from '#client/forms/use-position.ts';

import type { CheckValues } from './check-values.ts';

/** Everything that a check will write, before it is written. */
export function checkLines(
  {
    values,
    position,
    photos,
  }: { values: CheckValues; position: DevicePosition; photos: readonly NewPhoto[] },
  given: { point: string | null; retryDays: number | null; text: Text; format: Format; me: Me },
): RecordLine[] {
  const { text, format, me, retryDays } = given;
  const { checks: own } = text;
  const { result, obstacle, checkedAt } = values;
  const inVain = result === 'could_not_check';
  const line = (label: string, value: string | null): RecordLine[] =>
    value === null ? [] : [{ label, value }];
  return [
    ...line(own.lines.point, given.point),
    ...line(own.lines.result, result === null ? own.notChosen : text.pointActs.results[result]),
    ...line(own.lines.obstacle, inVain && obstacle !== null ? obstacleWords(values, text) : null),
    ...line(own.lines.moment, checkedAt === null ? null : format.dateTime(checkedAt)),
    ...line(
      own.lines.retry,
      inVain && retryDays !== null && checkedAt !== null
        ? own.retryOn({
            date: format.date(addDays(civilDate(checkedAt), retryDays)),
            days: format.days(retryDays),
          })
        : null,
    ),
    ...line(
      own.lines.position,
      position.kind === 'known'
        ? `${format.coordinates(position.at)} (± ${format.distance(position.accuracyMetres)})`
        : own.noPosition,
    ),
    ...line(
      own.lines.photos,
      photos.length === 0 ? null : own.photoCount({ count: format.number(photos.length, 0) }),
    ),
    ...line(own.lines.note, values.note.trim() || null),
    ...line(own.lines.status, result === 'signs' ? own.statusSuspected : own.statusStays),
    ...line(
      own.lines.by,
      text.pointActs.byPerson({ name: me.account.name, role: text.register.role[me.role] }),
    ),
  ];
}

function obstacleWords({ obstacle, reason }: CheckValues, { checks }: Text): string | null {
  if (obstacle === null) return null;
  const words = reason.trim();
  return obstacle === 'other' && words !== '' ? words : checks.obstacles[obstacle];
}
