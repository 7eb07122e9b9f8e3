import type { Geometry } from '#server/contract/geo.ts';
import type { PlacePrecision } from '#server/contract/geocoding.ts';
import type { EventKind, PointKind, PointStatus } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { WatchRule } from '#server/features/life-cycle/due-spans.ts';
import { flagIntervals } from '#server/features/life-cycle/flag-intervals.ts';

import type { KeyedDraft } from './read-drafts.ts';
import type { PointDraft } from './validate-row.ts';

/** A row of the table `point`, as an import writes it. */
export type DraftRow = {
  importKey: string;
  officialName: string;
  kind: PointKind;
  category: string;
  geometry: Geometry;
  locationErrorMetres: number | null;
  placePrecision: PlacePrecision | null;
  grounds: string | null;
  status: PointStatus;
  statusSince: IsoDate;
  cycle: number;
};

export function draftRow({ key, draft }: KeyedDraft, today: IsoDate): DraftRow {
  return {
    importKey: key,
    officialName: draft.officialName,
    kind: draft.kind,
    category: draft.category,
    geometry: draft.geometry,
    locationErrorMetres: draft.locationErrorMetres,
    placePrecision: precisionOf(draft.placedBy),
    grounds: null,
    status: draft.status,
    statusSince: draft.handedOverOn ?? draft.eliminatedOn ?? draft.listedOn ?? today,
    cycle: draft.status === 'proposed' ? 0 : 1,
  };
}

/** Of an address; a spot given by hand has none, a commune named by hand has its own. */
function precisionOf(placedBy: PointDraft['placedBy']): PlacePrecision | null {
  if (placedBy === null) return null;
  if ('precision' in placedBy) return placedBy.precision;
  return placedBy.commune === null ? null : 'commune';
}

/** What hangs on an imported point: names, its cycle, the events its papers tell of, its flags. */
export function lifeOf(
  pointId: number,
  draft: PointDraft,
  given: { today: IsoDate; watch: readonly WatchRule[]; fileName: string },
) {
  return {
    aliases: draft.aliases.map((name) => ({ pointId, name, source: given.fileName })),
    cycles: draft.status === 'proposed' ? [] : [cycleOf(pointId, draft, given.today)],
    events: eventsOf(draft, given).map((event, index) => ({ ...event, pointId, seq: index + 1 })),
    flags: flagsOf(draft, given.watch).map((flag) => ({ ...flag, pointId })),
  };
}

function cycleOf(pointId: number, draft: PointDraft, today: IsoDate) {
  return {
    pointId,
    openedOn: draft.listedOn ?? today,
    eliminatedOn: draft.eliminatedOn,
    handedOverOn: draft.handedOverOn,
  };
}

/** The papers' events, each marked as taken over from them: no person of the system did these things. */
function eventsOf(draft: PointDraft, given: { today: IsoDate; fileName: string }) {
  const { documentNumber, note, placedBy } = draft;
  const detail = {
    imported: true,
    fileName: given.fileName,
    externalId: draft.externalId,
    ...(placedBy !== null && { placedBy }),
  };
  const told = (kind: EventKind, on: IsoDate | null, cycle: number, statusAfter: PointStatus) =>
    on === null
      ? []
      : [{ kind, effectiveOn: on, cycle, statusAfter, documentNumber, note, detail }];
  const firstOn = draft.listedOn ?? given.today;
  if (draft.status === 'proposed') return told('proposed', firstOn, 0, 'proposed');
  return [
    ...told('proposed', firstOn, 0, 'proposed'),
    ...told('recognised', firstOn, 1, 'active'),
    ...told('eliminated', draft.eliminatedOn, 1, 'eliminated'),
    ...told('handover_confirmed', draft.handedOverOn, 1, 'handed_over'),
  ];
}

function flagsOf(draft: PointDraft, watch: readonly WatchRule[]) {
  if (draft.eliminatedOn === null) return [];
  return flagIntervals(
    {
      cycles: [{ number: 1, eliminatedOn: draft.eliminatedOn, endedOn: null }],
      checks: [],
      handovers: [],
      suspicions: [],
    },
    watch,
  );
}
