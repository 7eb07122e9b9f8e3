import type { BoundaryPreview, BoundaryReport } from '#server/contract/boundary.ts';
import type { Commune } from '#server/contract/commune.ts';
import { AppError } from '#server/contract/problem.ts';
import { matchCommunes, type CommuneMatching } from '#server/features/boundaries/match-rules.ts';
import { countWarnings, isOutsideCity, nameOf } from '#server/features/boundaries/rules.ts';
import type { TextEncoding } from '#server/tables/vietnamese-encodings.ts';

import type { BoundaryFeature, BoundaryFile } from './boundary-file.ts';
import { readBoundaryFile } from './read-boundary-file.ts';

export type BoundaryUpload = {
  bytes: Uint8Array;
  fileName: string;
  encoding: TextEncoding | 'auto';
  /** EPSG number that overrides what the file says; null: as the file says. */
  sourceSrid: number | null;
  /** The layer to read, where the file holds several; null: its only one. */
  layer: string | null;
  /** Takes areas whose name disagrees with their code, by their code. */
  acceptConflicts: boolean;
};
export type PlacingInput = BoundaryUpload & { communes: readonly Commune[] };

/** A file whose areas have found their communes; nothing of it is written yet. */
export type PlacedBoundaries = {
  file: Omit<BoundaryPreview, 'report' | 'areas'>;
  expected: readonly Commune[];
  /**
   * `feature` is the place in the file, from 0; `geometry` a MultiPolygon as GeoJSON text: only the database parses
   * it again.
   */
  areas: readonly { commune: Commune; feature: number; geometry: string }[];
  /** Communes that several areas of the file claim. */
  claimedTwice: readonly Commune[];
  report: Pick<
    BoundaryReport,
    'expected' | 'matched' | 'conflicts' | 'unmatched' | 'unmatchedCount' | 'warnings'
  >;
};

const MOST_UNMATCHED = 200;
const MOST_LABEL = 100;

/**
 * Reads a boundary file and finds the commune of each area, by code and then by folded name. Throws
 * `BoundaryFileError` for a file that cannot be used, `boundary.nothing_matched` when no area is a commune's.
 */
export async function placeBoundaries({
  communes,
  ...upload
}: PlacingInput): Promise<PlacedBoundaries> {
  return placeFile(await readBoundaryFile(upload), communes, upload.acceptConflicts);
}

/**
 * Finds the commune of each area of a file that is read already.
 * @throws AppError `boundary.nothing_matched` when no area is a commune's
 */
export function placeFile(
  file: BoundaryFile,
  communes: readonly Commune[],
  acceptConflicts: boolean,
): PlacedBoundaries {
  const matching = matchCommunes(file.features, communes);
  const context = new Placing(file, communes);
  const taken = matching.pairs.filter(({ how }) => how !== 'conflict' || acceptConflicts);
  if (taken.length === 0 && matching.duplicates.length === 0) {
    throw new AppError('boundary.nothing_matched');
  }
  return {
    file: describe(file),
    expected: communes,
    areas: taken.map(({ feature, communeId }) => ({
      commune: context.commune(communeId),
      feature,
      geometry: JSON.stringify(context.feature(feature).geometry),
    })),
    claimedTwice: matching.duplicates.map(({ communeId }) => context.commune(communeId)),
    report: {
      expected: communes.length,
      matched: {
        total: taken.length,
        byCode: taken.filter(({ how }) => how === 'code').length,
        byName: taken.filter(({ how }) => how === 'name').length,
      },
      conflicts: listConflicts(matching, context, acceptConflicts),
      unmatched: matching.unmatchedFeatures
        .slice(0, MOST_UNMATCHED)
        .map(({ feature, label, code }) => ({
          feature,
          label: shorten(label),
          code,
          outsideCity: isOutsideCity(context.feature(feature)),
        })),
      unmatchedCount: matching.unmatchedFeatures.length,
      warnings: countWarnings(file.warnings),
    },
  };
}

/** Features and communes by the numbers under which the matching speaks of them. */
class Placing {
  readonly #features: ReadonlyMap<number, BoundaryFeature>;
  readonly #communes: ReadonlyMap<number, Commune>;

  constructor(file: BoundaryFile, communes: readonly Commune[]) {
    this.#features = new Map(file.features.map((feature) => [feature.index, feature]));
    this.#communes = new Map(communes.map((commune) => [commune.id, commune]));
  }

  feature(index: number): BoundaryFeature {
    return known(this.#features.get(index));
  }

  commune(id: number): Commune {
    return known(this.#communes.get(id));
  }
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('unknown feature index');
  return value;
}

function listConflicts(
  matching: CommuneMatching,
  context: Placing,
  accepted: boolean,
): BoundaryReport['conflicts'] {
  const disagreeing = matching.pairs.flatMap(({ feature, label, communeId, reason }) =>
    reason === null
      ? []
      : [
          {
            feature,
            label: shorten(label),
            commune: nameOf(context.commune(communeId)),
            reason,
            accepted,
          },
        ],
  );
  const twice = matching.duplicates.flatMap(({ communeId, features }) => {
    const commune = nameOf(context.commune(communeId));
    return features.map((feature) => ({
      feature,
      label: '',
      commune,
      reason: 'duplicate' as const,
      accepted: false,
    }));
  });
  return [...disagreeing, ...twice];
}

function describe(file: BoundaryFile): PlacedBoundaries['file'] {
  return {
    format: file.format,
    layer: file.layer,
    coordinateSystem: file.crs.name,
    datumShift: file.crs.datumShift,
    suggestions: file.suggestions,
    encoding: file.encoding,
    fields: file.fields,
  };
}

function shorten(label: string | null): string {
  return (label ?? '').slice(0, MOST_LABEL);
}
