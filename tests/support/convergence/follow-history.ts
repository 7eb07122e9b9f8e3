import { expect } from 'vitest';

import { vi as words } from '#client/i18n/vi.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import { okJson } from '#tests/support/routes/route-acts.ts';
import { okPoint } from '#tests/support/points/register-acts.ts';

import { kindOf } from './answer-refusals.ts';
import { follow, type History, type Meant, type Scene, settle } from './history.ts';
import { openPhone, type Phone } from './phone.ts';
import type { Places } from './places.ts';
import { repeatInOrder } from './repeat-in-order.ts';
import {
  type AtPoint,
  countDone,
  countRecorded,
  listAtPoints,
  stateOf,
  stateOfRoute,
} from './server-state.ts';
import type { Street } from './street.ts';
import { KIND_OF } from './street-acts.ts';

/** Counts of all histories together. */
export function createTally() {
  const counts = new Map<string, number>();
  return {
    counts,
    note: (name: string, by = 1) => counts.set(name, (counts.get(name) ?? 0) + by),
    of: (name: string) => counts.get(name) ?? 0,
  };
}
type Tally = ReturnType<typeof createTally>;

let markers = 0;

/**
 * Follows one history to its end and expects that every act was recorded once or given up by its author, that the
 * server stands as after the same acts one by one, and that every phone has nothing left. Gives the faults that it met,
 * and the kinds of entries that it recorded.
 */
export async function followHistory(
  street: Street,
  history: History,
  tally: Tally,
): Promise<ReadonlySet<string>> {
  const met = new Set<string>();
  const note = (what: string) => {
    met.add(what);
    tally.note(what);
  };
  const meant = new Map<string, Meant>();
  const [places, twins] = await Promise.all([street.places.make(), street.places.make()]);
  street.readers.inspector = places.inspector;
  const finishKeys = new Map<string, Set<string>>();
  const phones = await openPhones({ street, places, history }, { met: note, meant, finishKeys });
  const scene: Scene = {
    ...street,
    phones,
    places,
    meant,
    nextMarker: () => `Việc thử ${(markers += 1)}`,
    met: note,
    async onConflict(entry) {
      note('conflict');
      await expectBothSides(entry);
    },
  };
  try {
    await follow(scene, history);
    await settle(scene);
    const times = await countRecorded(street.test.database, [...meant.keys()]);
    for (const [marker, keys] of finishKeys) {
      times.set(marker, await countDone(street.test.database, [...keys]));
    }
    expectRecordedOnce(times, meant, note, tally);
    await expectOneByOne(street, meant, { places, twins });
    await expectSame(phones, street, places);
  } finally {
    await Promise.all(phones.map((phone) => phone.remove()));
  }
  return met;
}

type Watched = {
  met: (fault: string) => void;
  meant: ReadonlyMap<string, Meant>;
  /** Keys under which each end of a shift went out: it is recorded without any words of its author. */
  finishKeys: Map<string, Set<string>>;
};

/** Opens the phones of a history. */
function openPhones(
  { street, places, history }: { street: Street; places: Places; history: History },
  { met, meant, finishKeys }: Watched,
): Promise<Phone[]> {
  const kept = (label: string) => {
    const one = meant.get(label);
    if (one !== undefined) one.kept = true;
  };
  const sent = (path: string, { headers, body }: RequestInit) => {
    if (!path.endsWith('/finish') || typeof body !== 'string') return;
    const { reason } = JSON.parse(body) as { reason: string };
    const key = new Headers(headers).get('idempotency-key') ?? '';
    finishKeys.set(reason, (finishKeys.get(reason) ?? new Set()).add(key));
  };
  const { test, by } = street;
  const clients = { leader: by.leader, officer: by.officer, inspector: places.inspector };
  return Promise.all(
    history.walkers.map((walker, at) => {
      const plan = history.plans[at] ?? { line: [], kills: [] };
      return openPhone({ test, walker, client: clients[walker], plan, met, kept, sent });
    }),
  );
}

/** Conflicts about which the register always has another side to show. */
const SHOWN_ON_ROUTE = 'route.shift_finished';

/** The entry still holds its author's side, and the outbox shows what the register has on the other. */
async function expectBothSides(entry: Entry): Promise<void> {
  expect(entry.lines).toEqual([{ label: 'Ghi', value: entry.label }]);
  expect(entry.problem?.code).not.toBe('');
  const isAtPoint = entry.lane.startsWith('point:');
  if (!isAtPoint && entry.problem?.code !== SHOWN_ON_ROUTE) return;
  const others = (await (await kindOf(entry))?.meanwhile?.(entry, words)) ?? [];
  expect([entry.label, others.length > 0]).toEqual([entry.label, true]);
}

function expectRecordedOnce(
  times: ReadonlyMap<string, number>,
  meant: ReadonlyMap<string, Meant>,
  met: (what: string) => void,
  tally: Tally,
): void {
  const wrong: string[] = [];
  for (const { marker, act, kept, givenUp, unsure } of meant.values()) {
    const recorded = times.get(marker) ?? 0;
    const wanted = kept && !givenUp ? 1 : 0;
    tally.note('acts');
    if (wanted === 1) tally.note('recorded');
    if (recorded === 1) met(`recorded ${KIND_OF[act]}`);
    if (recorded < wanted) tally.note('lost');
    if (recorded > 1) tally.note('doubled');
    if (recorded !== wanted && !(unsure && recorded === 1))
      wrong.push(`${marker} (${act}): ${recorded} instead of ${wanted}`);
  }
  if (wrong.length > 0) throw new Error(wrong.join('; '));
}

/**
 * The points, the route and the business stand as their twins do, at which the same acts were done one after the other
 * without any fault. Twins lie as these places lie to each other, and far from every other place.
 */
async function expectOneByOne(
  { test: { database }, by }: Street,
  meant: ReadonlyMap<string, Meant>,
  { places, twins }: { places: Places; twins: Places },
): Promise<void> {
  const ids = places.points.map(({ id }) => id);
  const atPoints = await listAtPoints(database, ids);
  expectWritingOrder(atPoints, meant);
  await repeatInOrder({ database, by, meant, places, twins, atPoints });
  for (const [at, id] of ids.entries()) {
    const twin = await stateOf(database, twins.points[at]?.id ?? 0);
    expect(await stateOf(database, id)).toEqual(twin);
  }
  expect(await stateOfRoute(database, places)).toEqual(await stateOfRoute(database, twins));
}

/** Checks that entries of one phone in one lane were recorded in the order of writing. */
function expectWritingOrder(atPoints: readonly AtPoint[], meant: ReadonlyMap<string, Meant>): void {
  const numbers = new Map<string, number[]>();
  for (const { marker, pointId, follows } of atPoints) {
    const one = meant.get(marker);
    if (one === undefined || follows) continue;
    const lane = `${one.phone} ${one.entry.lane} ${pointId}`;
    numbers.set(lane, [...(numbers.get(lane) ?? []), Number(marker.split(' ').at(-1))]);
  }
  for (const inLane of numbers.values()) expect(inLane).toEqual(inLane.toSorted((a, b) => a - b));
}

/** Nothing waits on any phone, and every phone is answered with the same record and the same route. */
async function expectSame(
  phones: readonly Phone[],
  { test, by }: Street,
  { points, inspector }: Places,
): Promise<void> {
  const mine = '/api/routes/mine';
  const lives = await Promise.all(
    points.map(async ({ id }) => await lifeIn(await by.analyst.get(`/api/points/${id}`))),
  );
  const readers = new Set<Phone['walker']>();
  for (const phone of phones) {
    expect((await phone.entries()).filter(({ state }) => state !== 'sent')).toEqual([]);
    expect(await phone.hasSealed()).toBe(false);
    // Two phones of one account are answered by the same code for the same person.
    if (readers.has(phone.walker)) continue;
    readers.add(phone.walker);
    const headers = { cookie: phone.session() ?? '' };
    const read = async (path: string) => await test.app.request(path, { headers });
    if (phone.walker === 'inspector') {
      expect(await okJson(await read(mine))).toEqual(await okJson(inspector.get(mine)));
    } else {
      const seen = points.map(async ({ id }) => await lifeIn(await read(`/api/points/${id}`)));
      expect(await Promise.all(seen)).toEqual(lives);
    }
  }
}

/** State and events of a record, without what depends on the reader. */
async function lifeIn(response: Response): Promise<unknown> {
  const { status, events } = await okPoint(response);
  return { status, events: events.map(({ seq, kind, note }) => [seq, kind, note]) };
}
