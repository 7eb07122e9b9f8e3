import type { NoticeKind } from '#server/contract/notice.ts';
import { NOTICES } from '#server/contract/features/all.ts';
import { kindsOfGroup, NoticeGroup } from '#server/contract/push.ts';
import { fillSentence } from '#server/contract/sentence.ts';
import type { IsoInstant } from '#server/contract/time.ts';

import type { WaitingPush } from './push-queries.ts';

/** Message that the service worker shows: words without a name or an address, and the page that a press opens. */
export type PushPayload = { title: string; lines: string[]; address: string };

/** A message holds no more lines; the rest is counted. */
const MOST_LINES = 4;
const STALE_MILLISECONDS = 24 * 3_600_000;

/** Kinds of the groups that somebody has chosen. */
export function kindsOf(groups: readonly NoticeGroup[]): NoticeKind[] {
  return groups.flatMap(kindsOfGroup);
}

/** Groups whose kinds are all among those kept. */
export function groupsOf(kinds: readonly NoticeKind[]): NoticeGroup[] {
  return NoticeGroup.options.filter((group) =>
    kindsOfGroup(group).every((kind) => kinds.includes(kind)),
  );
}

/** Those that are worth telling now: not read yet in the page, and not a day old. */
export function worthTelling(waiting: readonly WaitingPush[], now: IsoInstant): WaitingPush[] {
  const since = Date.parse(now) - STALE_MILLISECONDS;
  return waiting.filter(({ read, createdAt }) => !read && Date.parse(createdAt) >= since);
}

export function isUrgent(notices: readonly WaitingPush[]): boolean {
  return notices.some(({ kind }) => NOTICES[kind].urgent === true);
}

/**
 * One message for all notices that wait for a browser: a line for each kind, with the code where there is one notice
 * and the count where there are more.
 */
export function pushPayload(notices: readonly WaitingPush[], language: 'vi' | 'en'): PushPayload {
  const kinds = [...new Set(notices.map(({ kind }) => kind))];
  const lines = kinds.map((kind) => {
    const ofKind = notices.filter((notice) => notice.kind === kind);
    const last = ofKind.at(-1);
    const { one, many } = NOTICES[kind];
    const words = (ofKind.length === 1 ? one : many)[language];
    return fillSentence(words, { ...figuresOf(last), count: ofKind.length });
  });
  const rest = lines.length - MOST_LINES;
  const [only] = notices;
  return {
    title: 'Địa Bàn',
    lines: rest > 0 ? [...lines.slice(0, MOST_LINES), restWords(rest, language)] : lines,
    address:
      notices.length === 1 && only !== undefined ? NOTICES[only.kind].address(only) : '/notices',
  };
}

function figuresOf(notice: WaitingPush | undefined): Record<string, unknown> {
  const { code, onDate, waiting, overdue } = notice ?? {};
  return { code, date: onDate, waiting: waiting ?? 0, overdue: overdue ?? 0 };
}

function restWords(count: number, language: 'vi' | 'en'): string {
  return language === 'vi'
    ? `và ${count} loại thông báo khác`
    : `and ${count} other kinds of notices`;
}
