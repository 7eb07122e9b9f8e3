import type { NoticeKind } from '#server/contract/notice.ts';
import { noticeAddress } from '#server/contract/notice-address.ts';
import { NOTICE_GROUPS, NoticeGroup } from '#server/contract/push.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';

import type { WaitingPush } from './push-queries.ts';

/** Message that the service worker shows: words without a name or an address, and the page that a press opens. */
export type PushPayload = { title: string; lines: string[]; address: string };

/** A message holds no more lines; the rest is counted. */
const MOST_LINES = 4;
const STALE_MILLISECONDS = 24 * 3_600_000;
const URGENT: readonly NoticeKind[] = ['handover_asked', 'overdue', 'route_changed'];

/** Kinds of the groups that somebody has chosen. */
export function kindsOf(groups: readonly NoticeGroup[]): NoticeKind[] {
  return groups.flatMap((group) => [...NOTICE_GROUPS[group]]);
}

/** Groups whose kinds are all among those kept. */
export function groupsOf(kinds: readonly NoticeKind[]): NoticeGroup[] {
  return NoticeGroup.options.filter((group) =>
    NOTICE_GROUPS[group].every((kind) => kinds.includes(kind)),
  );
}

/** Those that are worth telling now: not read yet in the page, and not a day old. */
export function worthTelling(waiting: readonly WaitingPush[], now: IsoInstant): WaitingPush[] {
  const since = Date.parse(now) - STALE_MILLISECONDS;
  return waiting.filter(({ read, createdAt }) => !read && Date.parse(createdAt) >= since);
}

export function isUrgent(notices: readonly WaitingPush[]): boolean {
  return notices.some(({ kind }) => URGENT.includes(kind));
}

/**
 * One message for all notices that wait for a browser: a line for each kind, with the code where there is one notice
 * and the count where there are more.
 */
export function pushPayload(notices: readonly WaitingPush[], language: 'vi' | 'en'): PushPayload {
  const words = PUSH_TEXT[language];
  const kinds = [...new Set(notices.map(({ kind }) => kind))];
  const lines = kinds.map((kind) => {
    const ofKind = notices.filter((notice) => notice.kind === kind);
    const last = ofKind.at(-1);
    if (kind === 'digest') return words.digest(last?.waiting ?? 0, last?.overdue ?? 0);
    const { one, many } = words.kinds[kind];
    return ofKind.length === 1 && last !== undefined ? one(nameOf(last)) : many(ofKind.length);
  });
  const rest = lines.length - MOST_LINES;
  const [only] = notices;
  return {
    title: 'Địa Bàn',
    lines: rest > 0 ? [...lines.slice(0, MOST_LINES), words.rest(rest)] : lines,
    address: notices.length === 1 && only !== undefined ? noticeAddress(only) : '/notices',
  };
}

function nameOf({ code, onDate }: WaitingPush): string {
  return code ?? (onDate === null ? '' : slashed(onDate));
}

function slashed(date: IsoDate): string {
  return date.split('-').toReversed().join('/');
}

type Line = { one: (name: string) => string; many: (count: number) => string };
type PushWords = {
  kinds: Record<Exclude<NoticeKind, 'digest'>, Line>;
  digest: (waiting: number, overdue: number) => string;
  rest: (count: number) => string;
};

/** Words of pushed messages, by the language that the person chose. They hold codes, days and counts only. */
const PUSH_TEXT: Record<'vi' | 'en', PushWords> = {
  vi: {
    kinds: {
      handover_asked: line('%: đề nghị bàn giao chờ trả lời', '% điểm chờ trả lời bàn giao'),
      handover_confirmed: line('%: đã xác nhận bàn giao', '% điểm đã xác nhận bàn giao'),
      handover_refused: line('%: bị từ chối tiếp nhận', '% điểm bị từ chối tiếp nhận'),
      refusal_answered: line(
        '%: đã có trả lời về việc từ chối tiếp nhận',
        '% trả lời về việc từ chối tiếp nhận',
      ),
      appeal_answered: line(
        '%: đã có trả lời đề nghị xem xét lại',
        '% trả lời đề nghị xem xét lại',
      ),
      reply_filed: line('%: đã có giải trình', '% bản giải trình mới'),
      tip_closed: line('Tin %: đã xử lý', '% tin đã xử lý'),
      route_published: line('Lộ trình ngày %: đã giao', '% lộ trình mới'),
      route_changed: line('Lộ trình ngày %: có thay đổi', '% lần thay đổi lộ trình'),
      recurrence_incomplete: line(
        'Lộ trình định kỳ ngày %: chưa lập được hoặc còn thiếu',
        '% lộ trình định kỳ chưa lập được hoặc còn thiếu',
      ),
      overdue: line('%: có việc vừa quá hạn', '% việc vừa quá hạn'),
      report_waits: line('Báo cáo kỳ đến ngày %: chờ duyệt', '% báo cáo chờ duyệt'),
      report_approved: line('Báo cáo kỳ đến ngày %: đã duyệt', '% báo cáo đã duyệt'),
      report_returned: line('Báo cáo kỳ đến ngày %: bị trả lại', '% báo cáo bị trả lại'),
      sheet_waits: line('Phiếu tuần đến ngày %: chờ ký', '% phiếu tuần chờ ký'),
    },
    digest: (waiting, overdue) => `Sáng nay: ${waiting} việc đang chờ, ${overdue} quá hạn`,
    rest: (count) => `và ${count} loại thông báo khác`,
  },
  en: {
    kinds: {
      handover_asked: line('%: a hand-over waits for the answer', '% hand-overs wait'),
      handover_confirmed: line('%: the hand-over was confirmed', '% hand-overs confirmed'),
      handover_refused: line('%: the hand-over was refused', '% hand-overs refused'),
      refusal_answered: line('%: the refusal was answered', '% refusals answered'),
      appeal_answered: line('%: the objection was answered', '% objections answered'),
      reply_filed: line('%: the reply was filed', '% replies filed'),
      tip_closed: line('Tip %: handled', '% tips handled'),
      route_published: line('Route of %: given to your team', '% new routes'),
      route_changed: line('Route of %: changed', '% changes of routes'),
      recurrence_incomplete: line(
        'Recurring route of %: not made, or not whole',
        '% recurring routes not made, or not whole',
      ),
      overdue: line('%: something has become overdue', '% things have become overdue'),
      report_waits: line('Report to %: awaits approval', '% reports await approval'),
      report_approved: line('Report to %: approved', '% reports approved'),
      report_returned: line('Report to %: returned', '% reports returned'),
      sheet_waits: line('Weekly sheet to %: awaits the signature', '% weekly sheets wait'),
    },
    digest: (waiting, overdue) => `This morning: ${waiting} waiting, ${overdue} overdue`,
    rest: (count) => `and ${count} other kinds of notices`,
  },
};

/** A line for one notice, in which `%` is its code or day, and one for several, in which `%` is their count. */
function line(one: string, many: string): Line {
  return {
    one: (name) => one.replace('%', name),
    many: (count) => many.replace('%', String(count)),
  };
}
