import type { Position } from 'geojson';

import { AppError } from '#server/contract/problem.ts';
import { readBoundaryFile } from '#server/features/boundaries/formats/read-boundary-file.ts';
import type { BoundaryFileInput } from '#server/features/boundaries/formats/read-boundary-file.ts';

export const RING: Position[] = [
  [105.8, 21],
  [105.9, 21],
  [105.9, 21.1],
  [105.8, 21.1],
  [105.8, 21],
];
export const HOLE: Position[] = [
  [105.82, 21.02],
  [105.82, 21.04],
  [105.84, 21.04],
  [105.84, 21.02],
  [105.82, 21.02],
];
/** A square kilometre near Hoàn Kiếm in VN-2000 TM-3 105°, metres. */
export const METRES: Position[] = [
  [587000, 2325000],
  [588000, 2325000],
  [588000, 2326000],
  [587000, 2326000],
  [587000, 2325000],
];

export function featureOf(coordinates: unknown, properties: unknown = {}, type = 'Polygon') {
  return { type: 'Feature', properties, geometry: { type, coordinates } };
}

export function geoJson(features: readonly unknown[], more: object = {}): Uint8Array {
  return Buffer.from(JSON.stringify({ type: 'FeatureCollection', features, ...more }));
}

export function kml(coordinates: string, more = ''): Uint8Array {
  return Buffer.from(
    `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>Ba Đình</name>${more}` +
      `<Polygon><outerBoundaryIs><LinearRing><coordinates>${coordinates}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>`,
  );
}

export async function read(bytes: Uint8Array, more: Partial<BoundaryFileInput> = {}) {
  return await readBoundaryFile({ fileName: 'ranh-gioi', bytes, ...more });
}

/** Reads a file that must be refused. @returns the code; fails when the file is read, or the reader crashes */
export async function refusal(bytes: Uint8Array, more: Partial<BoundaryFileInput> = {}) {
  const error: unknown = await read(bytes, more).catch((thrown: unknown) => thrown);
  if (!(error instanceof AppError)) throw new Error('was not refused', { cause: error });
  return { code: error.code, ...error.parameters };
}
