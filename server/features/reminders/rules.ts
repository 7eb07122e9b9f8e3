import { daysBetween, type IsoDate } from '#server/contract/time.ts';
import { WORK_KINDS, type WorkKind } from '#server/contract/worklist.ts';

import { MAIL_TEXT } from './mail-text.ts';

/** Something that waits for a person, as far as a reminder may know it: never more than the point's code. */
export type WaitingItem = {
  /** The same as long as it is the same thing that waits. */
  key: string;
  kind: WorkKind;
  pointCode: string;
  /** The last day on which it is in time; null where nothing says so. */
  dueOn: IsoDate | null;
};

/** Most codes of one kind in a mail; the rest is only counted. */
const MOST_CODES = 20;

export function isOverdue(item: WaitingItem, today: IsoDate): boolean {
  return item.dueOn !== null && item.dueOn < today;
}

export type MailWords = { subject: string; text: string };

/** The morning's digest: what waits, by kind, overdue first. */
export function digestMail(items: readonly WaitingItem[], today: IsoDate, link: string): MailWords {
  const overdue = items.filter((item) => isOverdue(item, today)).length;
  return {
    subject: MAIL_TEXT.digestSubject({ count: items.length, overdue, date: slashed(today) }),
    text: body(MAIL_TEXT.digestLead({ date: slashed(today) }), items, today, link),
  };
}

/** Mail about work that has just become overdue. */
export function overdueMail(
  items: readonly WaitingItem[],
  today: IsoDate,
  link: string,
): MailWords {
  return {
    subject: MAIL_TEXT.overdueSubject({ count: items.length }),
    text: body(MAIL_TEXT.overdueLead, items, today, link),
  };
}

function body(lead: string, items: readonly WaitingItem[], today: IsoDate, link: string): string {
  const parts = WORK_KINDS.flatMap((kind) => {
    const ofKind = items.filter((item) => item.kind === kind);
    return ofKind.length === 0 ? [] : [part(kind, ofKind, today)];
  });
  return [lead, ...parts, MAIL_TEXT.open({ link }), MAIL_TEXT.foot].join('\n\n') + '\n';
}

function part(kind: WorkKind, items: readonly WaitingItem[], today: IsoDate): string {
  const overdue = items.filter((item) => isOverdue(item, today)).length;
  const head = MAIL_TEXT.kind({ name: MAIL_TEXT.kinds[kind], count: items.length, overdue });
  const listed = items.toSorted(dueFirst).slice(0, MOST_CODES);
  const lines = listed.map((item) => `  ${item.pointCode}${lateness(item, today)}`);
  const rest = items.length - listed.length;
  return [head, ...lines, ...(rest > 0 ? [`  ${MAIL_TEXT.rest({ count: rest })}`] : [])].join('\n');
}

function lateness(item: WaitingItem, today: IsoDate): string {
  if (item.dueOn === null) return '';
  const late = daysBetween(item.dueOn, today);
  return late > 0
    ? ` – ${MAIL_TEXT.late({ days: late })}`
    : ` – ${MAIL_TEXT.dueOn({ date: slashed(item.dueOn) })}`;
}

function dueFirst(a: WaitingItem, b: WaitingItem): number {
  const [first, second] = [a.dueOn ?? '9999', b.dueOn ?? '9999'];
  if (first === second) return a.pointCode < b.pointCode ? -1 : 1;
  return first < second ? -1 : 1;
}

function slashed(date: IsoDate): string {
  return date.split('-').toReversed().join('/');
}
