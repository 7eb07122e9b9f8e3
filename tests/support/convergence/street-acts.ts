import { randomUUID } from 'node:crypto';

import type { NewEntry } from '#client/offline/outbox/entry.ts';
import { civilDate } from '#server/contract/civil-day.ts';
import { IN_HOAN_KIEM } from '#tests/support/points/register-acts.ts';

/** People of the street whose phones take part. */
export type Walker = 'leader' | 'officer' | 'inspector';

const ACTS = {
  leader: ['confirm', 'refuse', 'check', 'photo'],
  officer: ['check', 'signs', 'tip', 'photo'],
  inspector: ['result', 'unplanned', 'signs_at_stop'],
} as const satisfies Record<Walker, readonly string[]>;
type Act = (typeof ACTS)[Walker][number];

/** Places of one history: two closed points whose commune is asked to take them over, and a route with stops. */
export type Places = {
  points: readonly { id: number; handoverId: number }[];
  route: { id: number; shiftId: number; stopIds: readonly number[] };
  photo: Blob;
};

/** One act that somebody means to record once. */
export type Intention = {
  /** Words that stand in the record of this act and of no other. */
  marker: string;
  act: Act;
  /** Number of the place it is about. */
  at: number;
  entry: NewEntry;
};

/**
 * Makes what a form hands to the outbox for an act.
 * @param drawn numbers that choose the act and the place
 * @param nowMilliseconds the moment by the clock of the phone
 */
export function intend(
  walker: Walker,
  marker: string,
  drawn: { act: number; place: number },
  given: { places: Places; nowMilliseconds: number },
): Intention {
  const acts: readonly Act[] = ACTS[walker];
  const act = acts[drawn.act % acts.length] ?? 'check';
  const at = drawn.place % 2;
  return { marker, act, at, entry: entryOf({ marker, act, at }, given) };
}

type Written = Omit<Intention, 'entry'> & { entry?: NewEntry };
type Moment = { places: Places; nowMilliseconds: number };

/** Makes the content of an act again, with the days of another moment; what the device has drawn stays. */
export function entryOf(act: Written, moment: Moment): NewEntry {
  switch (act.act) {
    case 'result':
    case 'signs_at_stop':
    case 'unplanned':
      return entryOnRoute(act, moment);
    case 'tip':
      return tipEntry(act, moment);
    case 'confirm':
    case 'refuse':
    case 'check':
    case 'signs':
    case 'photo':
      return entryAtPoint({ ...act, act: act.act }, moment);
  }
}

function baseOf({ act, marker }: Written) {
  return { kind: act, title: act, label: marker, lines: [{ label: 'Ghi', value: marker }] };
}

const instantOf = ({ nowMilliseconds }: Moment) => new Date(nowMilliseconds).toISOString();

function entryAtPoint(
  given: Written & { act: 'confirm' | 'refuse' | 'check' | 'signs' | 'photo' },
  moment: Moment,
): NewEntry {
  const { act, at, marker, entry } = given;
  const { points, photo } = moment.places;
  const point = points[at] ?? { id: 0, handoverId: 0 };
  const day = { effectiveOn: civilDate(instantOf(moment)), note: marker };
  const base = { ...baseOf(given), lane: `point:${point.id}`, context: {} };
  const check = { ...base, path: `/api/points/${point.id}/checks` };
  switch (act) {
    case 'confirm':
      return { ...base, path: `/api/handovers/${point.handoverId}/confirm`, body: day };
    case 'refuse': {
      const body = { ...day, reason: 'duplicate' };
      return { ...base, path: `/api/handovers/${point.handoverId}/refuse`, body };
    }
    case 'check':
      return { ...check, body: { ...day, result: 'no_sign' } };
    case 'signs':
      return { ...check, body: { ...day, result: 'signs' } };
    case 'photo': {
      const id = entry?.attachments?.[0]?.id ?? randomUUID();
      const body = { ...day, result: 'no_sign', photoIds: [id] };
      const fields = { pointId: String(point.id), purpose: 'check' };
      const file = new File([photo], 'anh.jpg', { type: 'image/jpeg' });
      return { ...check, body, attachments: [{ id, path: '/api/attachments', fields, file }] };
    }
  }
}

function entryOnRoute(given: Written, moment: Moment): NewEntry {
  const { act, at, marker, entry } = given;
  const { route } = moment.places;
  const { id } = route;
  const base = { ...baseOf(given), lane: `route:${id}`, context: { routeId: id } };
  const before = (entry?.body ?? {}) as { key?: string; resultId?: string };
  if (act === 'unplanned') {
    const key = before.key ?? randomUUID();
    const body = { key, shiftId: route.shiftId, name: marker, place: IN_HOAN_KIEM };
    return { ...base, path: `/api/routes/${id}/unplanned`, body };
  }
  const body = {
    resultId: before.resultId ?? randomUUID(),
    stopId: route.stopIds[at] ?? 0,
    arrivedAt: null,
    finishedAt: instantOf(moment),
    result: act === 'result' ? 'no_sign' : 'signs',
    note: marker,
  };
  return { ...base, path: `/api/routes/${id}/results`, body };
}

function tipEntry(given: Written, moment: Moment): NewEntry {
  const body = {
    kind: 'feedback',
    channel: 'hotline',
    receivedOn: civilDate(instantOf(moment)),
    position: IN_HOAN_KIEM,
    placeName: given.marker,
  };
  const lane = `tip:${given.marker}`;
  return { ...baseOf(given), lane, context: {}, path: '/api/tips', body };
}
