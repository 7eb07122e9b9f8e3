import { queryOptions, type QueryClient } from '@tanstack/react-query';

import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';
import { getGeoJson } from '#client/api/geojson.ts';
import type { ChosenFile } from '#client/forms/file-import.tsx';
import { sourceForm, type FileSource } from '#client/forms/source-fields.tsx';
import { pointsChanged } from '#client/register/points-changed.ts';
import type { BOUNDARY_ENCODINGS } from '#server/contract/boundary.ts';
import type { IsoDate } from '#server/contract/time.ts';

const AN_HOUR = 3_600_000;

export type BoundaryEncoding = (typeof BOUNDARY_ENCODINGS)[number];

/** Reading options for a file that does not state them itself. */
export type ReadOptions = {
  encoding: BoundaryEncoding;
  /** EPSG number; null: as the file says. */
  sourceSrid: number | null;
  /** The layer to read among those of the file; null: its only one. */
  layer: { name: string; among: readonly string[] } | null;
  acceptConflicts: boolean;
};

/** All sets, latest first. */
export const boundarySetsQuery = apiQuery(['boundaries', 'sets'], api.boundaries.$get, {});

/** Preview of the import of a file. */
export function boundaryPreviewQuery({ number, file }: ChosenFile, options: ReadOptions) {
  return apiQuery(
    ['boundaries', 'preview', number, options],
    api.boundaries.preview.$post,
    { form: readForm(file, options) },
    { staleTime: Infinity, gcTime: 60_000, refetchOnWindowFocus: false, retry: false },
  );
}

/** Everything that is said of a file when it is imported. */
export type ImportValues = FileSource & {
  validFrom: IsoDate | null;
  allowPartial: boolean;
  dryRun: boolean;
};

/** A file with what is said of it, as it is sent. */
export function importForm(file: File, options: ReadOptions, values: ImportValues) {
  const { validFrom, allowPartial, dryRun, ...source } = values;
  return {
    ...readForm(file, options),
    ...sourceForm(source),
    ...(validFrom === null ? {} : { validFrom }),
    allowPartial: flag(allowPartial),
    dryRun: flag(dryRun),
  };
}

/** Borders, and whatever was found from them: the communes of every point too. */
export async function refreshBorders(client: QueryClient): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: ['boundaries'] }),
    client.invalidateQueries({ queryKey: ['communes'] }),
    pointsChanged(client),
  ]);
}

function readForm(file: File, { encoding, sourceSrid, layer, acceptConflicts }: ReadOptions) {
  return {
    file,
    encoding,
    acceptConflicts: flag(acceptConflicts),
    ...(sourceSrid === null ? {} : { sourceSrid: String(sourceSrid) }),
    ...(layer === null ? {} : { layer: layer.name }),
  };
}

function flag(on: boolean): 'true' | 'false' {
  return on ? 'true' : 'false';
}

/** The borders in force, simplified to about 20 m. */
export const presentAreasQuery = queryOptions({
  queryKey: ['communes', 'areas', 'simplified'],
  queryFn: ({ signal }) => getGeoJson('/api/communes.geojson', { simplify: '0.0002' }, signal),
  staleTime: AN_HOUR,
});
