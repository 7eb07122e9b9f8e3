import type { AnnulmentPreview } from '#server/contract/annulment.ts';
import type { EventKind, PointDetail } from '#server/contract/point.ts';
import { createTestApp, type TestClient } from '#tests/support/test-app.ts';

import { addSeconds, withSecond } from './proposal-acts.ts';
import {
  act,
  active,
  DOCUMENT,
  eliminated,
  handedOver,
  handoverAsked,
  okPoint,
  people,
  proposed,
  type People,
} from './register-acts.ts';

export const REASON = 'Ghi nhầm điểm.';
export const latest = (point: PointDetail, kind: EventKind) => {
  const event = point.events.find((one) => one.kind === kind && one.annulledBy === null);
  if (event === undefined) throw new Error(`the point has no event “${kind}”`);
  return event.id;
};
export const annul = async (
  client: TestClient,
  point: PointDetail,
  kind: EventKind,
  more: object = {},
) => {
  const eventId = latest(point, kind);
  const given = { version: point.version, reason: REASON, documentNumber: DOCUMENT, ...more };
  const response = await client.post(`/api/events/${eventId}/annul`, given);
  return withSecond(client, response, { kind: 'annul', eventId, act: given });
};
export const preview = async (client: TestClient, point: PointDetail, kind: EventKind) => {
  const response = await client.get(`/api/events/${latest(point, kind)}/annulment`);
  return (await response.json()) as AnnulmentPreview;
};
/** All of a record that an annulled act must leave no trace in. */
export const counted = ({ events, ...point }: PointDetail) => ({
  ...point,
  version: null,
  signals: point.signals.map((signal) => ({ ...signal, version: null })),
  events: events
    .filter((event) => event.kind !== 'annulled' && event.annulledBy === null)
    .map((event) => ({ ...event, mine: null })),
});
const day = { effectiveOn: '2026-03-10' };
export const answer = (client: TestClient, point: PointDetail, word: string, body: object) =>
  client
    .post(`/api/handovers/${point.handovers[0]?.id}/${word}`, {
      ...day,
      documentNumber: DOCUMENT,
      ...body,
    })
    .then(okPoint);
export const check = (client: TestClient, point: PointDetail, result: string) =>
  act(client, point, 'checks', { effectiveOn: '2026-11-20', documentNumber: null, result });

type MistakenAct = {
  ready: () => Promise<PointDetail>;
  act: (point: PointDetail) => Promise<PointDetail>;
  who: () => TestClient;
};

function handoverActs(by: People): Record<string, MistakenAct> {
  return {
    handover_proposed: {
      ready: () => eliminated(by),
      act: (point) => act(by.analyst, point, 'handovers', day),
      who: () => by.otherAnalyst,
    },
    handover_confirmed: {
      ready: () => handoverAsked(by),
      act: (point) => answer(by.leader, point, 'confirm', {}),
      who: () => by.coordinator,
    },
    handover_refused: {
      ready: () => handoverAsked(by),
      act: async (point) =>
        answer(by.leader, point, 'refuse', {
          reason: 'duplicate',
          reasonText: 'Xem lại địa chỉ.',
          otherPointId: (await eliminated(by)).id,
        }),
      who: () => by.coordinator,
    },
    refusal_answered: {
      ready: async () =>
        answer(by.leader, await handoverAsked(by), 'refuse', { reason: 'duplicate' }),
      act: (point) =>
        answer(by.analyst, point, 'respond', { response: 'contested', text: 'Không trùng.' }),
      who: () => by.coordinator,
    },
    handover_withdrawn: {
      ready: () => handoverAsked(by),
      act: (point) => answer(by.analyst, point, 'withdraw', { reason: 'Gửi nhầm.' }),
      who: () => by.otherAnalyst,
    },
  };
}

/** Opens a register with everybody who acts and annuls in it. */
export async function openAnnulments() {
  const test = await createTestApp();
  const by = await people(test);
  const otherCoordinator = await test.as('coordinator.two', { role: 'coordinator' });
  addSeconds(otherCoordinator, [by.otherAnalyst, by.analyst]);
  return { test, by, otherCoordinator, on: annulledActs(by, otherCoordinator) };
}

/** Acts of people that may be annulled later. */
function annulledActs(by: People, otherCoordinator: TestClient) {
  const recordOf = async (point: { id: number }, query = '') =>
    okPoint(await by.analyst.get(`/api/points/${point.id}${query}`));

  const decide = (point: PointDetail, word: string) =>
    by.analyst
      .post(`/api/signals/${point.signals[0]?.id}/${word}`, {
        effectiveOn: '2026-11-22',
        documentNumber: DOCUMENT,
        reason: 'Xác minh thực tế.',
        version: point.signals[0]?.version,
      })
      .then((response) => (response.ok ? recordOf(point) : okPoint(response)));
  const recur = (point: PointDetail, effectiveOn = '2026-05-01') =>
    act(by.analyst, point, 'mark-recurring', { effectiveOn, grounds: 'Bắt quả tang.' });

  /** Each act with a place that is ready for it, and who annuls it another day. */
  const acts: Record<string, MistakenAct> = {
    recognised: {
      ready: () => proposed(by),
      act: (point) => act(by.coordinator, point, 'recognise', { effectiveOn: '2026-01-10' }),
      who: () => otherCoordinator,
    },
    declined: {
      ready: () => proposed(by),
      act: (point) => act(by.coordinator, point, 'decline', { ...day, reason: 'Chưa đủ căn cứ.' }),
      who: () => otherCoordinator,
    },
    eliminated: {
      ready: () => active(by),
      act: (point) => act(by.analyst, point, 'eliminate', { ...day, way: 'raid' }),
      who: () => by.otherAnalyst,
    },
    ...handoverActs(by),
    checked: {
      ready: () => handedOver(by),
      act: (point) => check(by.officer, point, 'signs'),
      who: () => by.analyst,
    },
    suspicion_rejected: {
      ready: async () => check(by.officer, await handedOver(by), 'signs'),
      act: (point) => decide(point, 'reject'),
      who: () => by.otherAnalyst,
    },
    recurrence_confirmed: {
      ready: async () => check(by.officer, await handedOver(by), 'signs'),
      act: (point) => decide(point, 'confirm'),
      who: () => by.otherAnalyst,
    },
    delisted: {
      ready: () => handoverAsked(by),
      act: (point) => act(by.coordinator, point, 'delist', { ...day, reason: 'Đã ổn định.' }),
      who: () => otherCoordinator,
    },
  };

  return { acts, recordOf, decide, recur };
}
