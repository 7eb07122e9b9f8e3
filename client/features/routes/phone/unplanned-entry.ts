import type { NewPhoto } from '#client/attachments/send-attachment.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { Entry, EntryLine, NewEntry } from '#client/offline/outbox/entry.ts';
import { drawId } from '#client/offline/outbox/new-entry.ts';
import type { LonLat } from '#server/contract/geo.ts';
import type { AddUnplannedStop } from '#server/contract/route-result.ts';

import { photosOf } from './result-entry.ts';

export type UnplannedValues = {
  name: string;
  place: LonLat | null;
  /** Null: it is to be looked at later. */
  result: 'no_sign' | 'signs' | null;
  note: string;
};

/** Context that the outbox keeps so that the form can be opened again. */
export type UnplannedContext = {
  routeId: number;
  shiftId: number;
  key: string;
  resultId: string;
  finishedAt: string | null;
  values: UnplannedValues;
};

/** A stop that nobody has planned, before anything is said of it; its keys make sending it twice one stop. */
export function newUnplanned(routeId: number, shiftId: number): UnplannedContext {
  return {
    routeId,
    shiftId,
    key: drawId(),
    resultId: drawId(),
    finishedAt: null,
    values: { name: '', place: null, result: null, note: '' },
  };
}

/** The stop with what was found there, as the outbox sends it, in one lane with the route's results. */
export function unplannedEntry(
  context: UnplannedContext,
  written: {
    body: AddUnplannedStop;
    photos: readonly NewPhoto[];
    lines: readonly EntryLine[];
    text: Text;
  },
): NewEntry {
  const { body, photos, lines, text } = written;
  const { routeId } = context;
  return {
    kind: 'unplanned-stop',
    path: `/api/routes/${routeId}/unplanned`,
    body,
    lane: `route:${routeId}`,
    title: text.routes.field.addStop,
    label: body.name,
    lines,
    context,
    attachments: photosOf(photos, { routeId, pointId: null }),
  };
}

export function unplannedContext({ context }: Entry): UnplannedContext {
  return context as UnplannedContext;
}
