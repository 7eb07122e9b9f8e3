import type { Geometry } from '#server/contract/geo.ts';
import type { PlacePrecision } from '#server/contract/geocoding.ts';
import type { PointKind } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';

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
  /** The address that placed the row, as the gazetteer spells it; null where it names no door or street. */
  address: string | null;
  grounds: string | null;
  statusSince: IsoDate;
};

/** Every row comes in as a proposal: what its papers claim beyond that holds once another person accepts it. */
export function draftRow({ key, draft }: KeyedDraft, today: IsoDate): DraftRow {
  return {
    importKey: key,
    officialName: draft.officialName,
    kind: draft.kind,
    category: draft.category,
    geometry: draft.geometry,
    locationErrorMetres: draft.locationErrorMetres,
    placePrecision: precisionOf(draft.placedBy),
    address: addressOf(draft.placedBy),
    grounds: null,
    statusSince: draft.listedOn ?? today,
  };
}

/**
 * Precision of a row placed by an address; a position given by hand has none, a commune chosen by hand has its
 * own.
 */
function precisionOf(placedBy: PointDraft['placedBy']): PlacePrecision | null {
  if (placedBy === null) return null;
  if ('precision' in placedBy) return placedBy.precision;
  return placedBy.commune === null ? null : 'commune';
}

function addressOf(placedBy: PointDraft['placedBy']): string | null {
  if (placedBy === null || !('label' in placedBy)) return null;
  return placedBy.precision === 'commune' ? null : placedBy.label;
}

/** Rows that belong to one imported point. */
export type Life = ReturnType<typeof lifeOf>;

/** Rows that belong to an imported point: names, and the proposal, which tells what its papers claim. */
export function lifeOf(
  pointId: number,
  draft: PointDraft,
  given: { today: IsoDate; fileName: string },
) {
  const { status, documentNumber, note, placedBy, listedOn, eliminatedOn } = draft;
  return {
    aliases: draft.aliases.map((name) => ({ pointId, name, source: given.fileName })),
    proposal: {
      pointId,
      effectiveOn: listedOn ?? given.today,
      documentNumber,
      note,
      detail: {
        imported: true,
        fileName: given.fileName,
        externalId: draft.externalId,
        ...(placedBy !== null && { placedBy }),
        ...(status !== 'proposed' && { claimed: { status, listedOn, eliminatedOn } }),
      },
    },
    claims:
      status === 'proposed' ? [] : [{ pointId, status, listedOn, eliminatedOn, documentNumber }],
  };
}
