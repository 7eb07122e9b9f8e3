import { daysBetween } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { WORK_KINDS, type WorkKind } from '#server/contract/worklist.ts';

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

/** A day as people here write it: dd/MM/yyyy. */
export function slashed(date: IsoDate): string {
  return date.split('-').toReversed().join('/');
}

const kinds: Record<WorkKind, string> = {
  handover: 'Đề nghị bàn giao chờ trả lời',
  check: 'Kiểm tra đến hạn',
  suspicion: 'Nghi tái hoạt động chờ kiểm tra',
  reply: 'Giải trình chưa gửi',
  signal: 'Dấu hiệu chờ kết luận',
  refusal: 'Đề nghị bàn giao bị từ chối',
  unanswered: 'Đề nghị bàn giao quá hạn trả lời',
};

/** The words of reminders. No word in them may tell more than how many, and the codes of points. */
export const MAIL_TEXT = {
  kinds,
  digestSubject: (p: { count: number; overdue: number; date: string }) =>
    p.overdue > 0
      ? `Địa Bàn ${p.date}: ${p.count} việc đang chờ, ${p.overdue} quá hạn`
      : `Địa Bàn ${p.date}: ${p.count} việc đang chờ`,
  digestLead: (p: { date: string }) => `Việc đang chờ bạn vào sáng ${p.date}:`,
  overdueSubject: (p: { count: number }) => `Địa Bàn: ${p.count} việc vừa quá hạn`,
  overdueLead: 'Việc vừa quá hạn:',
  kind: (p: { name: string; count: number; overdue: number }) =>
    p.overdue > 0 ? `${p.name}: ${p.count} (${p.overdue} quá hạn)` : `${p.name}: ${p.count}`,
  late: (p: { days: number }) => `quá hạn ${p.days} ngày`,
  dueOn: (p: { date: string }) => `hạn ${p.date}`,
  rest: (p: { count: number }) => `và ${p.count} điểm khác`,
  open: (p: { link: string }) => `Xem và xử lý tại: ${p.link}`,
  foot: 'Thư chỉ nêu mã điểm; nội dung xem trong hệ thống. Tắt hoặc đổi địa chỉ nhận thư: mục Cài đặt của tôi.',
};
