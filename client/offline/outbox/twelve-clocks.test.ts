import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { marked } from '#tests/support/faults/marked-answers.ts';

const HOUR = 3_600_000;
/** Ten minutes past two in the morning of 3 March in the city. */
const TRUE_TIME = Date.parse('2026-03-02T19:10:00Z');
const A_LONG_WAY = 45_000;

const AHEAD = { right: 0, ahead: 26 * HOUR, behind: -26 * HOUR } as const;
type Phone = keyof typeof AHEAD;
type Network = 'none' | 'own' | 'strange' | 'late';

beforeEach(() => {
  const stored = new Map<string, string>();
  vi.resetModules();
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A page that was just opened on a phone, in the middle of the night. */
async function openPage(phone: Phone) {
  vi.setSystemTime(TRUE_TIME + AHEAD[phone]);
  const [connection, clock, today, entries, rules] = await Promise.all([
    import('#client/api/connection.ts'),
    import('#client/i18n/clock.ts'),
    import('#client/i18n/today.ts'),
    import('./new-entry.ts'),
    import('./rules.ts'),
  ]);
  const serverTime = () => new Date(Date.now() - AHEAD[phone]).toUTCString();
  /** Asks something; the answer is on its way for a while after the server has written its time into it. */
  async function asks(sender: 'ours' | 'a stranger', way = 0): Promise<void> {
    const answer = async () => {
      const date = sender === 'ours' ? serverTime() : 'Mon, 23 Feb 2026 01:00:00 GMT';
      vi.advanceTimersByTime(way);
      return Response.json({}, { headers: { date } });
    };
    vi.stubGlobal('fetch', sender === 'ours' ? marked(answer) : answer);
    await connection.watchedFetch('/api/points').catch(() => undefined);
  }
  return { ...connection, ...clock, ...today, ...entries, ...rules, asks };
}

/** Opens a form that proposes the day, and presses its button; then the server answers, and the entry is to go. */
async function pressOn(phone: Phone, network: Network) {
  const page = await openPage(phone);
  if (network === 'own') await page.asks('ours');
  if (network === 'strange') await page.asks('a stranger');
  const openedBy = page.clock();
  const day = page.today();
  if (network === 'late') await page.asks('ours', A_LONG_WAY);
  const says = page.wrongClock();
  const { entry } = await page.entryOf(
    {
      kind: 'check',
      path: '/api/points/7/checks',
      body: { effectiveOn: day },
      lane: 'point 7',
      title: '',
      label: '',
      lines: [],
      context: null,
      openedBy,
    },
    {
      accountId: 'lan',
      now: page.nowMilliseconds,
      clock: page.clock,
      seenAt: () => page.lastContact() ?? '2026-03-01T00:00:00.000Z',
    },
  );
  await page.asks('ours');
  const at = { now: page.nowMilliseconds(), skew: page.clock().skew };
  const { written, real } = page.clockProblem(entry, at)?.parameters ?? {};
  return { says, day, asked: [written, real].flatMap(toTheHour) };
}

/** The day and the hour of a time in UTC; nothing of what is no time. */
function toTheHour(time: unknown): string[] {
  return typeof time === 'string' ? [time.slice(0, '2026-03-02T19'.length)] : [];
}

const RIGHT = '2026-03-03';
const AHEAD_DAY = '2026-03-04';
const BEHIND_DAY = '2026-03-02';
const TRUE_HOUR = '2026-03-02T19';
const AHEAD_ASKED = ['2026-03-03T21', TRUE_HOUR];
const BEHIND_ASKED = ['2026-03-01T17', TRUE_HOUR];

it.each<[Phone, Network, string | null, string, string[]]>([
  ['right', 'none', null, RIGHT, []],
  ['right', 'own', null, RIGHT, []],
  ['right', 'strange', null, RIGHT, []],
  ['right', 'late', null, RIGHT, []],
  ['ahead', 'none', null, AHEAD_DAY, AHEAD_ASKED],
  ['ahead', 'own', 'surely', RIGHT, []],
  ['ahead', 'strange', null, AHEAD_DAY, AHEAD_ASKED],
  ['ahead', 'late', 'surely', AHEAD_DAY, AHEAD_ASKED],
  ['behind', 'none', null, BEHIND_DAY, BEHIND_ASKED],
  ['behind', 'own', 'surely', RIGHT, []],
  ['behind', 'strange', null, BEHIND_DAY, BEHIND_ASKED],
  ['behind', 'late', 'surely', BEHIND_DAY, BEHIND_ASKED],
])(
  'a phone whose clock is %s, on a network of kind "%s", says that it is wrong: %s; proposes %s; asks about %j',
  async (phone, network, says, day, asked) => {
    expect(await pressOn(phone, network)).toEqual({ says, day, asked });
  },
);
