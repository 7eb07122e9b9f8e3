import { expect } from 'vitest';

import { vi as words } from '#client/i18n/vi.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import { meanwhileAtPoint } from '#client/register/outbox-point.ts';

import { okPoint } from '#tests/support/points/register-acts.ts';

import { follow, type History, type Meant, type Scene, settle } from './history.ts';
import { openPhone, type Phone } from './phone.ts';
import { countRecorded, listRecorded, repeatInOrder, stateOf } from './server-state.ts';
import type { Street } from './street.ts';
import type { Places } from './street-acts.ts';

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
 * server stands as after the same acts one by one, and that every phone has nothing left. Gives the faults that it met.
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
  const kept = (label: string) => {
    const one = meant.get(label);
    if (one !== undefined) one.kept = true;
  };
  const phones = await Promise.all(
    history.walkers.map((walker, at) => {
      const plan = history.plans[at] ?? { line: [], kills: [] };
      const { test, clients } = street;
      return openPhone({ test, walker, client: clients[walker], plan, met: note, kept });
    }),
  );
  const places = await street.places();
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
    await expectRecordedOnce(street, meant, tally);
    await expectOneByOne(street, meant, places);
    await expectSame(phones, street, places);
  } finally {
    await Promise.all(phones.map((phone) => phone.remove()));
  }
  return met;
}

/** The entry still holds its author's side, and the outbox shows what the register has on the other. */
async function expectBothSides(entry: Entry): Promise<void> {
  expect(entry.lines).toEqual([{ label: 'Ghi', value: entry.label }]);
  expect(entry.problem?.code).not.toBe('');
  if (!entry.lane.startsWith('point:')) return;
  const others = await meanwhileAtPoint(entry, words);
  expect([entry.label, others.length > 0]).toEqual([entry.label, true]);
}

async function expectRecordedOnce(
  { test }: Street,
  meant: ReadonlyMap<string, Meant>,
  tally: Tally,
): Promise<void> {
  const times = await countRecorded(test.database, [...meant.keys()]);
  const wrong: string[] = [];
  for (const { marker, act, kept, givenUp } of meant.values()) {
    const recorded = times.get(marker) ?? 0;
    const wanted = kept && !givenUp ? 1 : 0;
    tally.note('acts');
    if (wanted === 1) tally.note('recorded');
    if (recorded < wanted) tally.note('lost');
    if (recorded > 1) tally.note('doubled');
    if (recorded !== wanted) wrong.push(`${marker} (${act}): ${recorded} instead of ${wanted}`);
  }
  if (wrong.length > 0) throw new Error(wrong.join('; '));
}

/** The points stand as their twins do, at which the same acts were done one after the other without any fault. */
async function expectOneByOne(
  { test, by, places: makePlaces }: Street,
  meant: ReadonlyMap<string, Meant>,
  places: Places,
): Promise<void> {
  const ids = places.points.map(({ id }) => id);
  const recorded = await listRecorded(test.database, ids);
  expectWritingOrder(recorded, meant);
  const twins = await makePlaces();
  await repeatInOrder(by, { recorded, meant, twins });
  for (const [at, id] of ids.entries()) {
    const twin = await stateOf(test.database, twins.points[at]?.id ?? 0);
    expect(await stateOf(test.database, id)).toEqual(twin);
  }
}

/** Checks that entries of one phone about one point were recorded in the order of writing. */
function expectWritingOrder(
  recorded: readonly { marker: string; pointId: number }[],
  meant: ReadonlyMap<string, Meant>,
): void {
  const numbers = new Map<string, number[]>();
  for (const { marker, pointId } of recorded) {
    const lane = `${meant.get(marker)?.phone} ${pointId}`;
    numbers.set(lane, [...(numbers.get(lane) ?? []), Number(marker.split(' ').at(-1))]);
  }
  for (const inLane of numbers.values()) expect(inLane).toEqual(inLane.toSorted((a, b) => a - b));
}

/** Nothing waits on any phone, and every phone whose owner may see the points is answered with the same record. */
async function expectSame(
  phones: readonly Phone[],
  { test, by }: Street,
  { points }: Places,
): Promise<void> {
  for (const phone of phones) {
    expect((await phone.entries()).filter(({ state }) => state !== 'sent')).toEqual([]);
    expect(await phone.hasSealed()).toBe(false);
    if (phone.walker === 'inspector') continue;
    for (const { id } of points) {
      const headers = { cookie: phone.session() ?? '' };
      const seen = await test.app.request(`/api/points/${id}`, { headers });
      expect(await lifeIn(seen)).toEqual(await lifeIn(await by.analyst.get(`/api/points/${id}`)));
    }
  }
}

/** State and events of a record, without what depends on the reader. */
async function lifeIn(response: Response): Promise<unknown> {
  const { status, events } = await okPoint(response);
  return { status, events: events.map(({ seq, kind, note }) => [seq, kind, note]) };
}
