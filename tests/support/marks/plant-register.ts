import { randomUUID } from 'node:crypto';

import type { PointDetail } from '#server/contract/point.ts';
import type { Signal } from '#server/contract/signal.ts';
import { paperOf } from '#tests/support/files/photos.ts';
import type { People } from '#tests/support/points/register-acts.ts';
import { east } from '#tests/support/signals/signal-acts.ts';

import { markedPhoto } from '#tests/support/thief/places.ts';

import { EXIF } from './allowed-places.ts';
import { HERE, type Planter } from './planter.ts';

const DOCUMENT = { documentNumber: HERE, note: HERE };
/** Places in one commune, farther from each other than signals reach. */
const spot = (row: number): [number, number] => [
  105.8464 + (row % 5) * 0.0018,
  21.0295 + Math.floor(row / 5) * 0.0012,
];

/** Words in every form about a place, its hand-over, its checks and what is told of it. */
export async function plantRegister(planter: Planter, by: People): Promise<{ point: PointDetail }> {
  const acts = registerActs(planter, by);
  const point = await plantLife(planter, by, acts);
  await plantRefusals(planter, by, acts);
  await plantFiles(planter, by, point);
  await plantSignals(planter, by, acts);
  await plantReplies(planter, by, point);
  return { point };
}

type Acts = ReturnType<typeof registerActs>;

function registerActs(planter: Planter, by: People) {
  const act = (
    client: People[keyof People],
    point: { id: number; version: number },
    verb: string,
    body: Record<string, unknown>,
  ) =>
    planter.does<PointDetail>(
      client,
      `POST /api/points/{id}/${verb}`,
      { version: point.version, ...DOCUMENT, ...body },
      { id: point.id },
    );
  const proposed = (row: number) =>
    planter.does<PointDetail>(by.officer, 'POST /api/points', {
      ...DOCUMENT,
      officialName: `Nhà nghỉ ${HERE}`,
      aliases: [{ name: HERE, source: HERE }],
      category: 'NN',
      grounds: HERE,
      effectiveOn: '2026-01-05',
      geometry: { type: 'Point', coordinates: spot(row) },
    });
  const active = async (row: number) =>
    act(by.coordinator, await proposed(row), 'recognise', { effectiveOn: '2026-01-10' });
  const eliminated = async (row: number) =>
    act(by.analyst, await active(row), 'eliminate', { effectiveOn: '2026-03-01' });
  const asked = async (row: number) =>
    act(by.analyst, await eliminated(row), 'handovers', {
      effectiveOn: '2026-03-05',
      grounds: HERE,
    });
  const handedOver = async (row: number) => {
    const { handovers } = await asked(row);
    return planter.does<PointDetail>(
      by.leader,
      'POST /api/handovers/{id}/confirm',
      { ...DOCUMENT, effectiveOn: '2026-03-08' },
      { id: handovers[0]?.id ?? 0 },
    );
  };
  return { act, proposed, active, eliminated, asked, handedOver };
}

/** One place through its whole life, with what can be corrected, annulled, merged and said of it. */
async function plantLife(planter: Planter, by: People, acts: Acts): Promise<PointDetail> {
  let point = await acts.handedOver(0);
  point = await planter.does(
    by.officer,
    'POST /api/points/{id}/checks',
    {
      ...DOCUMENT,
      effectiveOn: '2026-04-01',
      documentOn: '2026-04-01',
      result: 'could_not_check',
      obstacle: 'other',
      reason: HERE,
    },
    { id: point.id },
  );
  const review = { eventId: point.events[0]?.id, verdict: 'refused', reason: HERE };
  point = await planter.does(by.coordinator, 'POST /api/points/{id}/papers', review, {
    id: point.id,
  });
  point = await acts.act(by.analyst, point, 'mark-recurring', {
    effectiveOn: '2026-11-20',
    grounds: HERE,
  });
  point = await acts.act(by.analyst, point, 'correct', {
    effectiveOn: '2026-11-21',
    reason: HERE,
    point: { address: HERE, officialName: HERE, aliases: [{ name: HERE, source: HERE }] },
  });
  const recurrence = point.events.find(({ kind }) => kind === 'recurrence_confirmed');
  point = await acts.act(by.analyst, point, 'correct', {
    effectiveOn: '2026-11-21',
    reason: HERE,
    event: { id: recurrence?.id, documentNumber: HERE, note: HERE, grounds: HERE },
  });
  const annulled = await acts.active(1);
  await planter.does(
    by.coordinator,
    'POST /api/events/{id}/annul',
    { version: annulled.version, reason: HERE, documentNumber: HERE },
    { id: annulled.events[0]?.id ?? 0 },
  );
  await acts.act(by.coordinator, await acts.proposed(2), 'decline', {
    effectiveOn: '2026-01-10',
    reason: HERE,
  });
  await acts.act(by.coordinator, await acts.eliminated(3), 'delist', {
    effectiveOn: '2026-03-20',
    reason: HERE,
  });
  const twin = await acts.act(by.analyst, await acts.active(4), 'merge', {
    effectiveOn: '2026-11-21',
    intoPointId: point.id,
    reason: HERE,
  });
  await acts.act(by.analyst, twin, 'undo-merge', { effectiveOn: '2026-11-24', reason: HERE });
  return planter.does(by.analyst, 'GET /api/points/{id}', {}, { id: point.id });
}

async function plantRefusals(planter: Planter, by: People, acts: Acts): Promise<void> {
  const refused = await acts.asked(5);
  const id = refused.handovers[0]?.id ?? 0;
  const contested = await planter.does<PointDetail>(
    by.leader,
    'POST /api/handovers/{id}/refuse',
    { ...DOCUMENT, effectiveOn: '2026-03-06', reason: 'other', reasonText: HERE },
    { id },
  );
  await planter.does(
    by.analyst,
    'POST /api/handovers/{id}/respond',
    { ...DOCUMENT, effectiveOn: '2026-03-07', response: 'contested', text: HERE },
    { id: contested.handovers[0]?.id ?? id },
  );
  const withdrawn = await acts.asked(6);
  await planter.does(
    by.analyst,
    'POST /api/handovers/{id}/withdraw',
    { ...DOCUMENT, effectiveOn: '2026-03-06', reason: HERE },
    { id: withdrawn.handovers[0]?.id ?? 0 },
  );
}

/** A photo whose words are in its EXIF alone, and a paper with a word on its page. */
async function plantFiles(planter: Planter, by: People, point: PointDetail): Promise<void> {
  const route = 'POST /api/attachments';
  const id = randomUUID();
  const of = { pointId: String(point.id), purpose: 'point' };
  const taken = await markedPhoto(planter.text(route, HERE, EXIF));
  const photo = new File([new Uint8Array(taken)], 'anh.jpg', { type: 'image/jpeg' });
  await planter.sends(by.officer, route, photo, { id, ...of });
  const words = paperOf(`BT /F1 12 Tf (${planter.text(route, HERE, 'file')}) Tj ET`);
  const page = new File([words], 'van-ban.pdf', { type: 'application/pdf' });
  const more = { id: randomUUID(), ...of, documentNumber: HERE };
  await planter.sends(by.officer, route, page, more);
  await planter.does(by.officer, `${route}/{id}/withdraw`, { reason: HERE }, { id });
}

async function plantSignals(planter: Planter, by: People, acts: Acts): Promise<void> {
  const told = async (row: number) => {
    await acts.handedOver(row);
    const tip = await planter.does<{ id: number }>(by.officer, 'POST /api/tips', {
      kind: 'feedback',
      channel: 'hotline',
      receivedOn: '2026-06-02',
      occurredOn: '2026-06-01',
      position: east(spot(row), 12),
      locationErrorMetres: 10,
      placeName: HERE,
      policeNumber: HERE,
      channelNumber: `${HERE}-${row}`,
    });
    const { items } = await planter.does<{ items: Signal[] }>(
      by.analyst,
      'GET /api/signals?limit=500',
      {},
    );
    const found = items.find(({ tipId }) => tipId === tip.id);
    if (found === undefined) throw new Error('the tip has no signal');
    return found;
  };
  const decide = (signal: Signal, verb: string, more: Record<string, unknown> = {}) =>
    planter.does<Signal>(
      by.analyst,
      `POST /api/signals/{id}/${verb}`,
      { version: signal.version, effectiveOn: '2026-11-24', reason: HERE, ...more },
      { id: signal.id },
    );
  await decide(await told(7), 'reject', DOCUMENT);
  await decide(await told(8), 'new-point', { officialName: HERE, category: 'NN' });
  const signal = await told(9);
  await decide(signal, 'confirm', DOCUMENT);
  const detail = await planter.does<Signal>(
    by.analyst,
    'GET /api/signals/{id}',
    {},
    { id: signal.id },
  );
  const words = { effectiveOn: '2026-11-24', reason: HERE, documentNumber: HERE };
  await planter.does(
    by.leader,
    'POST /api/signals/{id}/appeal',
    { version: detail.version, ...words },
    { id: signal.id },
  );
  const appealed = await planter.does<Signal>(
    by.analyst,
    'GET /api/signals/{id}',
    {},
    { id: signal.id },
  );
  await planter.does(
    by.coordinator,
    'POST /api/signals/{id}/appeal/answer',
    { version: appealed.version, ...words, answer: 'upheld' },
    { id: signal.id },
  );
}

async function plantReplies(planter: Planter, by: People, point: PointDetail): Promise<void> {
  await planter.does(
    by.leader,
    'POST /api/points/{id}/replies',
    {
      cycle: point.cycle,
      state: 'filed',
      words: `Địa phương đã tổ chức chốt trực. ${HERE}`,
      documentNumbers: [HERE],
      after: 0,
    },
    { id: point.id },
  );
}
