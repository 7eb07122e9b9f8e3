import type { PlacePrecision } from '#server/contract/geocoding.ts';
import type { IsoDate } from '#server/contract/time.ts';

import type { KeyedDraft } from './read-drafts.ts';
import type { PointDraft } from './validate-row.ts';

/** A row of a list with what the table `point` takes from it. */
export type DraftRow = ReturnType<typeof draftRow>;

/** Every row comes in as a proposal: what its papers claim beyond that holds once another person accepts it. */
export function draftRow({ key, draft }: KeyedDraft, today: IsoDate) {
  return {
    ...draft,
    importKey: key,
    placePrecision: precisionOf(draft.placedBy),
    /** As the gazetteer spells it; null where it names no door or street. */
    address: addressOf(draft.placedBy),
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
