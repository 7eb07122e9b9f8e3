import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { Me } from '#server/contract/account.ts';
import { civilDate } from '#server/contract/civil-day.ts';
import { addDays } from '#server/contract/time.ts';

import type { CheckValues } from './check-values.ts';
import type { Evidence } from './use-evidence.ts';

/** Everything that a check will write, before it is written. */
export function checkLines(
  {
    values,
    evidence,
    inspection = null,
  }: {
    values: CheckValues;
    evidence: Pick<Evidence, 'known' | 'metres' | 'photos'>;
    /** Result of the inspection of a business, in words. */
    inspection?: string | null;
  },
  given: {
    place: string;
    /** True at a point of the register, whose status the result leaves as it is. */
    ofPoint: boolean;
    retryDays: number | null;
    text: Text;
    format: Format;
    me: Me;
  },
): RecordLine[] {
  const { text, format, me, retryDays } = given;
  const { photos } = evidence;
  const { checks: own } = text;
  const { result, obstacle, checkedAt } = values;
  const inVain = result === 'could_not_check';
  const line = (label: string, value: string | null): RecordLine[] =>
    value === null ? [] : [{ label, value }];
  return [
    ...line(own.lines.point, given.place),
    ...line(own.lines.result, result === null ? own.notChosen : text.pointActs.results[result]),
    ...line(own.lines.obstacle, inVain && obstacle !== null ? obstacleWords(values, text) : null),
    ...line(own.lines.inspection, inspection),
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
    ...line(own.lines.position, positionWords(evidence, given)),
    ...line(
      own.lines.photos,
      photos.length === 0 ? null : own.photoCount({ count: format.number(photos.length, 0) }),
    ),
    ...paperLines(values, given),
    ...line(own.lines.note, values.note.trim() || null),
    ...line(own.lines.status, given.ofPoint ? statusWords(result, text) : null),
    ...line(
      own.lines.by,
      text.pointActs.byPerson({ name: me.account.name, role: text.register.role[me.role] }),
    ),
  ];
}

/** Number and day of the paper of a check that is entered after its day. */
function paperLines(
  { documentNumber, documentOn }: CheckValues,
  { text, format }: { text: Text; format: Format },
): RecordLine[] {
  const number = documentNumber?.trim() ?? '';
  return [
    ...(number === '' ? [] : [{ label: text.pointActs.lines.document, value: number }]),
    ...(documentOn == null
      ? []
      : [{ label: text.lateEntries.documentOn, value: format.date(documentOn) }]),
  ];
}

function positionWords(
  { known, metres }: Pick<Evidence, 'known' | 'metres'>,
  { text: { checks: own }, format }: { text: Text; format: Format },
): string {
  if (known === null) return own.noPosition;
  const position = `${format.coordinates(known.at)} (± ${format.distance(known.accuracyMetres)})`;
  return metres === null
    ? position
    : `${position}, ${own.away({ distance: format.distance(metres) })}`;
}

function statusWords(result: CheckValues['result'], { checks: own }: Text): string {
  return result === 'signs' ? own.statusSuspected : own.statusStays;
}

function obstacleWords({ obstacle, reason }: CheckValues, { checks }: Text): string | null {
  if (obstacle === null) return null;
  const words = reason.trim();
  return obstacle === 'other' && words !== '' ? words : checks.obstacles[obstacle];
}
