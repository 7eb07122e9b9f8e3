import { randomUUID } from 'node:crypto';

import type { NewEntry } from '#client/offline/outbox/entry.ts';
import { civilDate } from '#server/contract/civil-day.ts';

import type { Places } from './places.ts';

/** People of the street whose phones take part. */
export type Walker = 'leader' | 'officer' | 'inspector';

/** Acts of each person; where one stands twice it is done more often. */
const ACTS = {
  leader: ['confirm', 'refuse', 'check', 'photo', 'many_checks', 'filed_reply'],
  officer: ['check', 'signs', 'tip', 'photo', 'many_checks', 'drafted_reply'],
  inspector: [
    'result',
    'unplanned',
    'signs_at_stop',
    'unplanned_signs',
    'business',
    'business_signs',
    'result',
    'finish',
  ],
} as const satisfies Record<Walker, readonly string[]>;
export type Act = (typeof ACTS)[Walker][number];

/** Kind of the outbox entry of each act; `tip` goes through the same outbox here, though no screen keeps tips yet. */
export const KIND_OF: Readonly<Record<Act, string>> = {
  confirm: 'handover-answer',
  refuse: 'handover-answer',
  check: 'check',
  signs: 'check',
  photo: 'check',
  many_checks: 'many-acts',
  filed_reply: 'reply',
  drafted_reply: 'reply',
  tip: 'tip',
  result: 'route-result',
  signs_at_stop: 'route-result',
  business: 'route-result',
  business_signs: 'route-result',
  unplanned: 'unplanned-stop',
  unplanned_signs: 'unplanned-stop',
  finish: 'finish-shift',
};

/** One act that somebody means to record once. */
export type Intention = {
  /** Words that stand in the record of this act and of no other. */
  marker: string;
  act: Act;
  /** Number of the point it is about. */
  at: number;
  entry: NewEntry;
};

type Written = Omit<Intention, 'entry'> & { entry?: NewEntry };
type Moment = { places: Places; nowMilliseconds: number };

/**
 * Makes what a form hands to the outbox for an act: one entry, or one for each point where the act is for many.
 * @param drawn numbers that choose the act and the place
 * @param moment with the time by the clock of the phone
 */
export function intend(
  walker: Walker,
  nextMarker: () => string,
  drawn: { act: number; place: number },
  moment: Moment,
): Intention[] {
  const acts: readonly Act[] = ACTS[walker];
  const act = acts[drawn.act % acts.length] ?? 'check';
  const ats = act === 'many_checks' ? [0, 1] : [drawn.place % 2];
  return ats.map((at) => {
    const marker = nextMarker();
    return { marker, act, at, entry: entryOf({ marker, act, at }, moment) };
  });
}

/** Makes the content of an act again, with the days of another moment; what the device has drawn stays. */
export function entryOf(act: Written, moment: Moment): NewEntry {
  switch (act.act) {
    case 'result':
    case 'signs_at_stop':
    case 'business':
    case 'business_signs':
      return resultEntry(act, moment);
    case 'unplanned':
    case 'unplanned_signs':
      return unplannedEntry(act, moment);
    case 'finish':
      return finishEntry(act, moment);
    case 'tip':
      return tipEntry(act, moment);
    case 'filed_reply':
    case 'drafted_reply':
      return replyEntry(act, moment);
    case 'confirm':
    case 'refuse':
      return answerEntry(act, moment);
    case 'check':
    case 'signs':
    case 'photo':
    case 'many_checks':
      return checkEntry(act, moment);
  }
}

function baseOf({ act, marker }: Written) {
  const lines = [{ label: 'Ghi', value: marker }];
  return { kind: KIND_OF[act], title: act, label: marker, lines };
}

const instantOf = ({ nowMilliseconds }: Moment) => new Date(nowMilliseconds).toISOString();

function pointOf({ at }: Written, { places }: Moment): Places['points'][number] {
  const point = places.points[at];
  if (point === undefined) throw new Error(`there is no point ${at}`);
  return point;
}

function atPoint(given: Written, moment: Moment) {
  const point = pointOf(given, moment);
  const day = { effectiveOn: civilDate(instantOf(moment)), note: given.marker };
  return { point, day, base: { ...baseOf(given), lane: `point:${point.id}`, context: {} } };
}

function answerEntry(given: Written, moment: Moment): NewEntry {
  const { point, day, base } = atPoint(given, moment);
  const path = `/api/handovers/${point.handoverId}`;
  if (given.act === 'confirm') return { ...base, path: `${path}/confirm`, body: day };
  return { ...base, path: `${path}/refuse`, body: { ...day, reason: 'duplicate' } };
}

function checkEntry(given: Written, moment: Moment): NewEntry {
  const { point, day, base } = atPoint(given, moment);
  const check = { ...base, path: `/api/points/${point.id}/checks` };
  const body = { ...day, result: given.act === 'signs' ? 'signs' : 'no_sign' };
  // The version as it was when the phone went out: after another act it is an earlier one.
  if (given.act === 'many_checks') return { ...check, body: { ...body, version: point.version } };
  if (given.act !== 'photo') return { ...check, body };
  const id = given.entry?.attachments?.[0]?.id ?? randomUUID();
  const fields = { pointId: String(point.id), purpose: 'check' };
  const file = new File([moment.places.photo], 'anh.jpg', { type: 'image/jpeg' });
  const attachments = [{ id, path: '/api/attachments', fields, file }];
  return { ...check, body: { ...body, photoIds: [id] }, attachments };
}

/** A reply to the listing, by somebody who has seen no other reply yet. */
function replyEntry(given: Written, moment: Moment): NewEntry {
  const { point, base } = atPoint(given, moment);
  const body = {
    cycle: 1,
    state: given.act === 'filed_reply' ? 'filed' : 'draft',
    words: `${given.marker}: địa phương đã tổ chức chốt trực.`,
    documentNumbers: [],
    after: 0,
  };
  return { ...base, path: `/api/points/${point.id}/replies`, body, context: { cycle: 1 } };
}

function onRoute(given: Written, { places: { route } }: Moment, stopId: number | null) {
  const stop = stopId === null ? {} : { stop: { id: stopId } };
  const context = { routeId: route.id, ...stop };
  return { ...baseOf(given), lane: `route:${route.id}`, context };
}

function resultEntry(given: Written, moment: Moment): NewEntry {
  const { route } = moment.places;
  const isBusiness = given.act === 'business' || given.act === 'business_signs';
  const stopId = (isBusiness ? route.stopIds.at(-1) : route.stopIds[given.at]) ?? 0;
  const before = (given.entry?.body ?? {}) as { resultId?: string };
  const hasSigns = given.act === 'signs_at_stop' || given.act === 'business_signs';
  const body = {
    resultId: before.resultId ?? randomUUID(),
    stopId,
    arrivedAt: null,
    finishedAt: instantOf(moment),
    result: hasSigns ? 'signs' : 'no_sign',
    ...(isBusiness ? { inspection: hasSigns ? 'warning' : 'no_violation' } : {}),
    note: given.marker,
  };
  return { ...onRoute(given, moment, stopId), path: `/api/routes/${route.id}/results`, body };
}

function unplannedEntry(given: Written, moment: Moment): NewEntry {
  const { route } = moment.places;
  const before = (given.entry?.body ?? {}) as {
    key?: string;
    result?: { resultId?: string } | null;
  };
  const signs = {
    resultId: before.result?.resultId ?? randomUUID(),
    finishedAt: instantOf(moment),
    result: 'signs',
  };
  const body = {
    key: before.key ?? randomUUID(),
    shiftId: route.shiftId,
    name: given.marker,
    place: pointOf(given, moment).place,
    result: given.act === 'unplanned_signs' ? signs : null,
  };
  return { ...onRoute(given, moment, null), path: `/api/routes/${route.id}/unplanned`, body };
}

function finishEntry(given: Written, moment: Moment): NewEntry {
  const { id, shiftId } = moment.places.route;
  const body = { shiftId, reason: given.marker, finishedAt: instantOf(moment) };
  return { ...onRoute(given, moment, null), path: `/api/routes/${id}/finish`, body };
}

/** A tip about the very place of a point: that is the nearest closed place, and comes under suspicion. */
function tipEntry(given: Written, moment: Moment): NewEntry {
  const body = {
    kind: 'feedback',
    channel: 'hotline',
    receivedOn: civilDate(instantOf(moment)),
    position: pointOf(given, moment).place,
    placeName: given.marker,
  };
  const lane = `tip:${given.marker}`;
  return { ...baseOf(given), lane, context: {}, path: '/api/tips', body };
}
