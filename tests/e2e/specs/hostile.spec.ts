import type { APIRequest } from '@playwright/test';

import type { PointPage, PointSummary } from '#server/contract/point.ts';
import { seededRandom } from '#server/generator/random.ts';
import { type Device, test } from '#tests/e2e/device.ts';
import type { App } from '#tests/e2e/drivers/app-driver.ts';
import { clerk } from '#tests/e2e/handover-story.ts';
import { expect } from '#tests/e2e/test.ts';

/** `npm run converge` plays forty. */
const SEQUENCES = Number(process.env['DIABAN_HOSTILE_PAGES'] ?? 2);
const SEED = Number(process.env['DIABAN_HOSTILE_SEED'] ?? 20_261_202);
const ACTS = 3;
const MARK = 'Dòng lạ';
/** Milliseconds of a sequence on a busy machine. */
const A_SEQUENCE = 120_000;

type Counts = Map<string, number>;

/** Closed places in the commune of the leader, who may check them. */
async function closedPlaces(request: APIRequest): Promise<PointSummary[]> {
  const leader = await clerk(request, 'leader');
  const { items } = await leader.asks<PointPage>('/api/points?limit=200');
  await leader.leaves();
  return items.filter(({ status }) => status === 'eliminated' || status === 'handed_over');
}

/** Checks that the register has of a place, of those that this file made. */
async function recordedAt(request: APIRequest, places: readonly PointSummary[]): Promise<Counts> {
  const analyst = await clerk(request, 'analyst');
  const counts: Counts = new Map();
  for (const { id, code } of places) {
    const { events } = await analyst.record(id);
    const own = events.filter(({ note }) => note?.startsWith(MARK) === true);
    counts.set(code, own.length);
  }
  await analyst.leaves();
  return counts;
}

/** Presses a check; the page may be killed in the moment after the press. */
async function presses(phone: App, place: PointSummary, note: string, isKilled: boolean) {
  await phone.turnsTo(`/?id=${place.id}`);
  await phone.point.expectOpen(place.officialName);
  await phone.checks.opens();
  await phone.checks.chooses('no_sign');
  await phone.checks.writesNote(note);
  await phone.checks.records();
  if (!isKilled) await phone.checks.expectDecided();
}

/** Sends what is left on a good line, and gives up what the register refuses; gives what the phone shows as sent. */
async function settles(phone: App, places: readonly PointSummary[]): Promise<Counts> {
  await phone.open('/outbox');
  await phone.offline.settlesAll();
  const sent = await phone.offline.sentLabels();
  return new Map(
    places.map(({ code }) => [code, sent.filter((label) => label.includes(code)).length]),
  );
}

async function playSequence(device: Device, places: readonly PointSummary[], number: number) {
  const random = seededRandom(SEED + number);
  const met: Counts = new Map();
  let phone = await device.opens('/worklist');
  await phone.worklist.waitsForList();
  device.line.isHostile(
    [0.3, 0.5, 0.8][random.below(3)] ?? 0.5,
    random,
    (what) => void met.set(what, (met.get(what) ?? 0) + 1),
  );
  for (let act = 0; act < ACTS; act += 1) {
    const place = places[(number * ACTS + act) % places.length];
    if (place === undefined) throw new Error('no closed place');
    const isKilled = random.next() < 0.3;
    await presses(phone, place, `${MARK} ${number}.${act}`, isKilled);
    if (!isKilled) continue;
    await phone.leaves();
    phone = await device.opens('/worklist');
  }
  device.line.isUpAgain();
  await phone.leaves();
  return met;
}

test.describe('a phone in Chromium', () => {
  test.setTimeout(SEQUENCES * A_SEQUENCE + 120_000);

  test(`shows as sent what the register has, once, after ${SEQUENCES} sequences on lines where others answer`, async ({
    device,
    playwright,
  }) => {
    const { request } = playwright;
    await device.signsInAs('leader');
    const phone = await device.opens('/worklist');
    phone.willHearStrangers();
    const places = await closedPlaces(request);
    const records = places.map(({ id }) => `/api/points/${id}`);
    await phone.offline.isReady('/api/worklist?limit=30', '/api/me', ...records);
    await phone.leaves();
    const met: Counts = new Map();
    for (let number = 0; number < SEQUENCES; number += 1) {
      for (const [what, count] of await playSequence(device, places, number)) {
        met.set(what, (met.get(what) ?? 0) + count);
      }
    }
    const shown = await settles(await device.opens('/outbox'), places);
    const recorded = await recordedAt(request, places);
    expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(recorded));
    const total = [...recorded.values()].reduce((sum, count) => sum + count, 0);
    expect(total).toBeGreaterThan(0);
    console.log(
      `hostile lines in Chromium: ${SEQUENCES} sequences, ${SEQUENCES * ACTS} acts, ${total} recorded and shown as sent,`,
      JSON.stringify(Object.fromEntries(met)),
    );
  });
});
