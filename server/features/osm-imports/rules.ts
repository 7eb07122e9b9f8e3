import {
  OSM_PARTS,
  type OsmImport,
  type OsmPart,
  type OsmPreview,
} from '#server/contract/osm-import.ts';

/** A version in force: its part, and true if an OSM import brought it. */
type InForce = { part: OsmPart; byImport: boolean };

/**
 * Lists the parts in which people have decided something that a newer file must not undo by itself: areas of
 * communes that came from another source, and parts whose version somebody has put aside or replaced since the
 * latest import that brought them.
 * @param imports latest first
 */
export function keptParts(
  inForce: readonly InForce[],
  imports: readonly Pick<OsmImport, 'parts' | 'undoneAt'>[],
): OsmPreview['kept'] {
  return OSM_PARTS.flatMap((part): OsmPreview['kept'] => {
    const isOther = inForce.some((one) => one.part === 'communes' && !one.byImport);
    if (part === 'communes' && isOther) return [{ part, reason: 'other_source' }];
    const brought = imports
      .filter(({ undoneAt }) => undoneAt === null)
      .flatMap(({ parts }) => parts)
      .find((one) => one.part === part);
    return brought === undefined || brought.inForce ? [] : [{ part, reason: 'put_aside' }];
  });
}

/** Parts to bring when nobody has chosen: those that the file has, without those that are kept. */
export function advisedParts(
  lacking: readonly { part: OsmPart }[],
  kept: readonly { part: OsmPart }[],
): OsmPart[] {
  return OSM_PARTS.filter((part) => ![...lacking, ...kept].some((one) => one.part === part));
}
