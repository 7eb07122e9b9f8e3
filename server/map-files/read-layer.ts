import { AppError } from '#server/contract/problem.ts';
import { openZip, type ZipEntry, ZipError } from '#server/tables/zip-archive.ts';

import { layerName, readBeside, type Archive } from './archive.ts';
import { MapFileError, severalLayers } from './map-file-error.ts';
import type { LayerChoice, MapLayer, MapLimits } from './map-file.ts';
import { readGeoJson } from './read-geojson.ts';
import { readGeoPackage } from './read-geopackage.ts';
import { readGpx } from './read-gpx.ts';
import { readKml } from './read-kml.ts';
import { readMif } from './read-mif.ts';
import { readShapefile } from './read-shapefile.ts';
import { readTab } from './read-tab.ts';
import { recogniseContent } from './recognise-content.ts';
import {
  refuseOtherArchive,
  refuseOtherFormat,
  refuseOtherJson,
  refuseOtherXml,
} from './refuse-other-formats.ts';
import { readXml } from './xml-document.ts';

/** Folders and resource forks of macOS. */
const HIDDEN = /(?:^|\/)(?:__MACOSX\/|\.)/;
/** Endings of the files that hold a layer, those of one archive that win over the next ones first. */
const ENDINGS = [/\.shp$/i, /\.tab$/i, /\.mif$/i, /\.(?:kml|gpx|gpkg|geojson)$/i, /\.json$/i];
const MAIN_DOCUMENT = /^doc\.kml$/i;

/**
 * Reads one layer of a map file with the reader that its content asks for: GeoJSON, KML, KMZ, GPX, GeoPackage, MIF,
 * and zipped Shapefile, MIF/MID, TAB or any of the others.
 * @throws MapFileError whatever the readers find wrong
 * @throws AppError `format.…` for a known format that is not read
 */
export async function readLayer(bytes: Uint8Array, choice: LayerChoice): Promise<MapLayer> {
  const { limits } = choice;
  if (bytes.length === 0) throw new MapFileError('file_empty');
  if (bytes.length > limits.maximumBytes) throw tooLarge(limits.maximumBytes);
  return recogniseContent(bytes) === 'zip'
    ? await readZip(bytes, choice)
    : await readPlain(bytes, choice);
}

async function readPlain(bytes: Uint8Array, choice: LayerChoice): Promise<MapLayer> {
  const { limits } = choice;
  const content = recogniseContent(bytes);
  const isText = content === 'json' || content === 'xml' || content === 'mif';
  if (isText && bytes.length > limits.maximumTextBytes) throw tooLarge(limits.maximumTextBytes);
  switch (content) {
    case 'json':
      refuseOtherFormat(bytes);
      refuseOtherJson(bytes);
      return await readGeoJson(bytes);
    case 'xml':
      return await readXmlLayer(bytes, choice);
    case 'sqlite':
      return await readGeoPackage(bytes, choice);
    case 'mif':
      return readMif(bytes, null, null, limits);
    case 'zip':
      throw new MapFileError('not_a_map_file', { reason: 'nested_zip' });
    case 'other':
      refuseOtherFormat(bytes);
      throw new MapFileError('not_a_map_file', { reason: 'unknown_content' });
  }
}

async function readXmlLayer(bytes: Uint8Array, choice: LayerChoice): Promise<MapLayer> {
  // A web page is seldom well-formed, and has a document type of its own.
  if (
    /^\s*(?:<!doctype\s+html|<html)\b/i.test(Buffer.from(bytes.subarray(0, 512)).toString('latin1'))
  ) {
    refuseOtherXml('html');
  }
  const document = await readXml(bytes);
  if (document.root === 'kml') return await readKml(document, choice.limits);
  if (document.root === 'gpx') return await readGpx(document, choice);
  refuseOtherXml(document.root);
  throw new MapFileError('not_a_map_file', { reason: 'other_xml' });
}

/** A Shapefile, a KMZ, or any other of the formats packed by itself. */
async function readZip(bytes: Uint8Array, choice: LayerChoice): Promise<MapLayer> {
  const { maximumZipEntries, maximumUnpackedBytes, maximumZipRatio } = choice.limits;
  const zipLimits = {
    entries: maximumZipEntries,
    unpackedBytes: maximumUnpackedBytes,
    ratio: maximumZipRatio,
  };
  try {
    const entries = await openZip(bytes, zipLimits, (name) => !HIDDEN.test(name));
    return await readPacked(new Map(entries.map((entry) => [entry.name, entry])), choice);
  } catch (error) {
    throw error instanceof ZipError ? problemOf(error) : error;
  }
}

async function readPacked(archive: Archive, choice: LayerChoice): Promise<MapLayer> {
  const all = [...archive.keys()];
  const ending = ENDINGS.find((pattern) => all.some((name) => pattern.test(name)));
  if (!ending) {
    refuseOtherArchive(all);
    const isNested = all.some((name) => /\.(?:zip|kmz)$/i.test(name));
    const reason = isNested ? 'nested_zip' : 'zip_without_layer';
    throw new MapFileError('not_a_map_file', { reason });
  }
  const names = all.filter((name) => ending.test(name));
  const wanted = names.filter((name) => choice.layer !== null && isNamed(name, choice.layer));
  // The wish may name a layer inside the one file that is packed.
  const within = wanted.length === 0 ? choice : { ...choice, layer: null };
  const candidates = wanted.length === 0 ? names : wanted;
  const main = candidates.find((name) => MAIN_DOCUMENT.test(name));
  if (main !== undefined && candidates.length > 1) {
    // The document of a KMZ often does no more than name the others, in which the placemarks are.
    const layer = await readEntry(archive, main, within);
    if (layer.features.length > 0) return layer;
    candidates.splice(candidates.indexOf(main), 1);
  }
  const [only, ...others] = candidates;
  if (only === undefined || others.length > 0) throw severalLayers(candidates);
  return await readEntry(archive, only, within);
}

async function readEntry(archive: Archive, name: string, choice: LayerChoice): Promise<MapLayer> {
  const entry = archive.get(name);
  if (entry === undefined) throw new MapFileError('no_shapes');
  if (/\.shp$/i.test(name)) return await readShapefile(archive, entry, choice.limits);
  if (/\.tab$/i.test(name)) return await readTab(archive, entry, choice.limits);
  if (/\.mif$/i.test(name)) return await readMifEntry(archive, entry, choice.limits);
  return await readPlain(await entry.read(), choice);
}

async function readMifEntry(
  archive: Archive,
  entry: ZipEntry,
  limits: MapLimits,
): Promise<MapLayer> {
  const mif = await entry.read();
  if (mif.length > limits.maximumTextBytes) throw tooLarge(limits.maximumTextBytes);
  return readMif(mif, await readBeside(archive, entry, 'mid'), layerName(entry), limits);
}

function problemOf({ fault, cause }: ZipError): MapFileError | AppError {
  switch (fault.kind) {
    case 'too_large':
      return new MapFileError('too_large', { reason: fault.reason, limit: fault.limit });
    case 'encrypted':
      return new AppError('format.locked_archive');
    case 'broken': {
      const { reason, found } = fault;
      const parameters = found === undefined ? { reason } : { reason, found };
      return new MapFileError('file_broken', parameters, cause);
    }
  }
}

function isNamed(entry: string, layer: string): boolean {
  return entry === layer || entry.replace(/^.*\//, '').replace(/\.\w+$/, '') === layer;
}

function tooLarge(limit: number): MapFileError {
  return new MapFileError('too_large', { reason: 'file_bytes', limit });
}
