import { eventPhotos } from '#client/attachments/event-photos.ts';
import type { NewPhoto } from '#client/attachments/send-attachment.ts';
import type { CheckValues } from '#client/check-form/check-values.ts';
import { pointLane } from '#client/register/outbox-point.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { Entry, EntryLine, NewEntry } from '#client/offline/outbox/entry.ts';

import type { Geometry, LonLat } from '#server/contract/geo.ts';
import type { RecordCheck } from '#server/contract/check.ts';
import type { DevicePosition } from '#client/forms/use-position.ts';

/** Context that the outbox keeps so that the form can be opened again; the photos are kept beside it. */
export type CheckContext = {
  point: {
    id: number;
    code: string;
    officialName: string;
    /** Absent in what older releases have kept. */
    anchor?: LonLat | undefined;
    /** Absent where only the mark is known. */
    geometry?: Pick<Geometry, 'type'> | undefined;
  };
  values: CheckValues;
  position: DevicePosition;
};

/** Initial values of a form that is opened again. */
export type CheckDraft = { entry: Entry; photos: readonly NewPhoto[] };

/** A look at a place as the outbox sends it: first its photos, each under its own id, then the look. */
export function checkEntry(
  context: CheckContext,
  photos: readonly NewPhoto[],
  { body, lines, text }: { body: RecordCheck; lines: readonly EntryLine[]; text: Text },
): NewEntry {
  const { point } = context;
  return {
    kind: 'check',
    path: `/api/points/${point.id}/checks`,
    body,
    lane: pointLane(point.id),
    title: text.checks.title,
    label: `${point.code}, ${point.officialName}`,
    lines,
    context,
    attachments: eventPhotos(point.id, photos),
  };
}

export function checkContext({ context }: Entry): CheckContext {
  return context as CheckContext;
}
