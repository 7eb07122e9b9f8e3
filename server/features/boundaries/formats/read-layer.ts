import { BoundaryFileError, severalLayers } from './boundary-file-error.ts';
import { readGeoJson } from './read-geojson.ts';
import { readGeoPackage } from './read-geopackage.ts';
import { readKml } from './read-kml.ts';
import { readShapefile } from './read-shapefile-zip.ts';
import { recogniseContent } from './recognise-format.ts';
import { openZip } from './zip-archive.ts';
import type { BoundaryLimits, RawLayer } from './boundary-file.ts';

/**
 * Reads the one layer of boundaries in a file with the reader that its content asks for.
 * @throws BoundaryFileError whatever the readers find wrong
 */
export async function readLayer(
  bytes: Uint8Array,
  limits: BoundaryLimits,
  wantedLayer: string | null,
): Promise<RawLayer> {
  if (bytes.length === 0) throw new BoundaryFileError('boundary.file_empty');
  if (bytes.length > limits.maximumBytes) throw tooLarge(limits.maximumBytes);
  return recogniseContent(bytes) === 'zip'
    ? await readZip(bytes, limits, wantedLayer)
    : await readPlain(bytes, limits, wantedLayer);
}

async function readPlain(
  bytes: Uint8Array,
  limits: BoundaryLimits,
  wantedLayer: string | null,
): Promise<RawLayer> {
  const content = recogniseContent(bytes);
  const isText = content === 'json' || content === 'xml';
  if (isText && bytes.length > limits.maximumTextBytes) throw tooLarge(limits.maximumTextBytes);
  switch (content) {
    case 'json':
      return await readGeoJson(bytes);
    case 'xml':
      return await readKml(bytes, limits);
    case 'sqlite':
      return await readGeoPackage(bytes, limits, wantedLayer);
    case 'zip':
      throw new BoundaryFileError('boundary.not_a_boundary_file', { reason: 'nested_zip' });
  }
}

/** A Shapefile, a KMZ, or any other of the formats packed by itself. */
async function readZip(
  bytes: Uint8Array,
  limits: BoundaryLimits,
  wantedLayer: string | null,
): Promise<RawLayer> {
  const archive = await openZip(bytes, limits);
  const ending = [/\.shp$/i, /\.(?:kml|gpkg|geojson)$/i, /\.json$/i].find((pattern) =>
    archive.names.some((name) => pattern.test(name)),
  );
  if (!ending) {
    const isNested = archive.names.some((name) => /\.(?:zip|kmz)$/i.test(name));
    const reason = isNested ? 'nested_zip' : 'zip_without_layer';
    throw new BoundaryFileError('boundary.not_a_boundary_file', { reason });
  }
  const names = archive.names.filter((name) => ending.test(name));
  const wanted = wantedLayer === null ? [] : names.filter((name) => isNamed(name, wantedLayer));
  // The wish may name a layer inside the one file that is packed.
  const [name, ...others] = wanted.length === 0 ? names : wanted;
  // A KMZ may carry more documents; the one that counts is called doc.kml.
  const chosen = others.find((candidate) => /^doc\.kml$/i.test(candidate)) ?? name;
  const isClear = others.length === 0 || /^doc\.kml$/i.test(chosen ?? '');
  if (chosen === undefined || !isClear) throw severalLayers(names);
  if (/\.shp$/i.test(chosen)) return await readShapefile(archive, chosen, limits);
  return await readPlain(
    await archive.read(chosen),
    limits,
    wanted.length === 0 ? wantedLayer : null,
  );
}

function isNamed(entry: string, layer: string): boolean {
  return entry === layer || entry.replace(/^.*\//, '').replace(/\.\w+$/, '') === layer;
}

function tooLarge(limit: number): BoundaryFileError {
  return new BoundaryFileError('boundary.zip_too_large', { reason: 'file_bytes', limit });
}
