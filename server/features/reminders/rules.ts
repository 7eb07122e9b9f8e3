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

/** All that waits for a person: work at places, and codes of tips of others that the own commune is asked to take. */
export type Waiting = { items: readonly WaitingItem[]; tipsToTake: readonly string[] };

/** Most codes of one kind in a mail; the rest is only counted. */
const MOST_CODES = 20;

export function isOverdue(item: WaitingItem, today: IsoDate): boolean {
  return item.dueOn !== null && item.dueOn < today;
}

export type MailWords = { subject: string; text: string };

/** The morning's digest: what waits, by kind, overdue first, then the tips to take. */
export function digestMail(waiting: Waiting, today: IsoDate, link: string): MailWords {
  const { items, tipsToTake } = waiting;
  const overdue = items.filter((item) => isOverdue(item, today)).length;
  const count = items.length + tipsToTake.length;
  return {
    subject: MAIL_TEXT.digestSubject({ count, overdue, date: slashed(today) }),
    text: body(MAIL_TEXT.digestLead({ date: slashed(today) }), waiting, today, link),
  };
}

/** Mail about work that has just become overdue. */
export function overdueMail(waiting: Waiting, today: IsoDate, link: string): MailWords {
  return {
    subject: MAIL_TEXT.overdueSubject({ count: waiting.items.length }),
    text: body(MAIL_TEXT.overdueLead, waiting, today, link),
  };
}

function body(lead: string, waiting: Waiting, today: IsoDate, link: string): string {
  const { items, tipsToTake } = waiting;
  const parts = WORK_KINDS.flatMap((kind) => {
    const ofKind = items.filter((item) => item.kind === kind);
    return ofKind.length === 0 ? [] : [part(kind, ofKind, today)];
  });
  if (tipsToTake.length > 0) parts.push(partOfTips(tipsToTake));
  return [lead, ...parts, MAIL_TEXT.open({ link }), MAIL_TEXT.foot].join('\n\n') + '\n';
}

function part(kind: WorkKind, items: readonly WaitingItem[], today: IsoDate): string {
  const overdue = items.filter((item) => isOverdue(item, today)).length;
  const head = MAIL_TEXT.kind({ name: MAIL_TEXT.kinds[kind], count: items.length, overdue });
  const lines = items.toSorted(dueFirst).map((item) => `${item.pointCode}${lateness(item, today)}`);
  return listed(head, lines, MAIL_TEXT.rest);
}

function partOfTips(codes: readonly string[]): string {
  const head = MAIL_TEXT.kind({ name: MAIL_TEXT.tipsToTake, count: codes.length, overdue: 0 });
  return listed(head, codes, MAIL_TEXT.restOfTips);
}

function listed(
  head: string,
  lines: readonly string[],
  more: (p: { count: number }) => string,
): string {
  const rest = lines.length - MOST_CODES;
  const below = [...lines.slice(0, MOST_CODES), ...(rest > 0 ? [more({ count: rest })] : [])];
  return [head, ...below.map((line) => `  ${line}`)].join('\n');
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

/** The words of reminders. No word in them may tell more than how many, and the codes of points and tips. */
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
  tipsToTake: 'Tin phản ánh được đề nghị tiếp nhận',
  restOfTips: (p: { count: number }) => `và ${p.count} tin khác`,
  open: (p: { link: string }) => `Xem và xử lý tại: ${p.link}`,
  foot: 'Thư chỉ nêu mã điểm, mã tin; nội dung xem trong hệ thống. Tắt hoặc đổi địa chỉ nhận thư: mục Cài đặt của tôi.',
};
