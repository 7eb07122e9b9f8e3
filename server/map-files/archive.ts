import type { ZipEntry } from '#server/tables/zip-archive.ts';

/** The files of an archive by their names. */
export type Archive = ReadonlyMap<string, ZipEntry>;

/** Reads the file of the same name with another ending, whatever its case; null when there is none. */
export async function readBeside(
  archive: Archive,
  { name }: ZipEntry,
  ending: string,
): Promise<Uint8Array | null> {
  const wanted = `${withoutEnding(name)}.${ending}`.toLowerCase();
  const found = [...archive.keys()].find((candidate) => candidate.toLowerCase() === wanted);
  return (await archive.get(found ?? '')?.read()) ?? null;
}

/** Name of the layer that a file holds: its own name without folders and ending. */
export function layerName({ name }: ZipEntry): string {
  return withoutEnding(name).replace(/^.*\//, '');
}

function withoutEnding(name: string): string {
  return name.replace(/\.\w+$/, '');
}
