import { openZip, type ZipEntry, ZipError } from '#server/tables/zip-archive.ts';

import { BoundaryFileError, severalLayers } from './boundary-file-error.ts';
import { readGeoJson } from './read-geojson.ts';
import { readGeoPackage } from './read-geopackage.ts';
import { readKml } from './read-kml.ts';
import { readShapefile } from './read-shapefile-zip.ts';
import { recogniseContent } from './recognise-format.ts';
import type { BoundaryLimits, RawLayer } from './boundary-file.ts';

/** Folders and resource forks of macOS. */
const HIDDEN = /(?:^|\/)(?:__MACOSX\/|\.)/;

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
  const { maximumZipEntries, maximumUnpackedBytes, maximumZipRatio } = limits;
  const zipLimits = {
    entries: maximumZipEntries,
    unpackedBytes: maximumUnpackedBytes,
    ratio: maximumZipRatio,
  };
  try {
    const entries = await openZip(bytes, zipLimits, (name) => !HIDDEN.test(name));
    return await readPacked(entries, limits, wantedLayer);
  } catch (error) {
    throw error instanceof ZipError ? problemOf(error) : error;
  }
}

async function readPacked(
  entries: readonly ZipEntry[],
  limits: BoundaryLimits,
  wantedLayer: string | null,
): Promise<RawLayer> {
  const archive = new Map(entries.map((entry) => [entry.name, entry]));
  const all = [...archive.keys()];
  const ending = [/\.shp$/i, /\.(?:kml|gpkg|geojson)$/i, /\.json$/i].find((pattern) =>
    all.some((name) => pattern.test(name)),
  );
  if (!ending) {
    const isNested = all.some((name) => /\.(?:zip|kmz)$/i.test(name));
    const reason = isNested ? 'nested_zip' : 'zip_without_layer';
    throw new BoundaryFileError('boundary.not_a_boundary_file', { reason });
  }
  const names = all.filter((name) => ending.test(name));
  const wanted = wantedLayer === null ? [] : names.filter((name) => isNamed(name, wantedLayer));
  // The wish may name a layer inside the one file that is packed.
  const [name, ...others] = wanted.length === 0 ? names : wanted;
  // A KMZ may carry more documents; the one that counts is called doc.kml.
  const chosen = others.find((candidate) => /^doc\.kml$/i.test(candidate)) ?? name;
  const isClear = others.length === 0 || /^doc\.kml$/i.test(chosen ?? '');
  const entry = archive.get(chosen ?? '');
  if (entry === undefined || !isClear) throw severalLayers(names);
  if (/\.shp$/i.test(entry.name)) return await readShapefile(archive, entry, limits);
  return await readPlain(await entry.read(), limits, wanted.length === 0 ? wantedLayer : null);
}

function problemOf({ fault, cause }: ZipError): BoundaryFileError {
  switch (fault.kind) {
    case 'too_large':
      return new BoundaryFileError('boundary.zip_too_large', {
        reason: fault.reason,
        limit: fault.limit,
      });
    case 'encrypted':
      return new BoundaryFileError('boundary.not_a_boundary_file', { reason: 'encrypted_zip' });
    case 'broken': {
      const { reason, found } = fault;
      const parameters = found === undefined ? { reason } : { reason, found };
      return new BoundaryFileError('boundary.file_broken', parameters, cause);
    }
  }
}

function isNamed(entry: string, layer: string): boolean {
  return entry === layer || entry.replace(/^.*\//, '').replace(/\.\w+$/, '') === layer;
}

function tooLarge(limit: number): BoundaryFileError {
  return new BoundaryFileError('boundary.zip_too_large', { reason: 'file_bytes', limit });
}
