/** Tags of an element; keys and values as they stand in the file, NFC. */
export type OsmTags = Readonly<Record<string, string>>;

export type OsmNode = { id: number; longitude: number; latitude: number; tags: OsmTags };
/** `nodes` are ids of nodes in the direction in which the way was drawn. */
export type OsmWay = { id: number; nodes: readonly number[]; tags: OsmTags };

/** One part of a relation; `role` is `outer`, `inner` or anything that mappers wrote, often empty. */
export type OsmMember = { kind: 'node' | 'way' | 'relation'; id: number; role: string };
export type OsmRelation = { id: number; members: readonly OsmMember[]; tags: OsmTags };

/** Selects the elements to keep; positions of nodes are kept in any case. */
export type OsmWanted = {
  node: (tags: OsmTags) => boolean;
  way: (tags: OsmTags) => boolean;
  /** Without this, relations are passed over. */
  relation?: (tags: OsmTags) => boolean;
};

/** Nodes, ways and relations of a file. WGS 84, degrees. */
export type OsmData = {
  /** The wanted nodes. */
  nodes: readonly OsmNode[];
  /** The wanted ways. */
  ways: readonly OsmWay[];
  /** The wanted relations. */
  relations: readonly OsmRelation[];
  /** Position of a node; undefined when the extract cut it off. */
  positionOf: (nodeId: number) => readonly [longitude: number, latitude: number] | undefined;
  /** Nodes of a way that a wanted relation has as a member, wanted itself or not; undefined when cut off. */
  nodesOfMember: (wayId: number) => readonly number[] | undefined;
  /** All nodes of the file, each counted once. */
  nodeCount: number;
  /** All ways of the file. */
  wayCount: number;
};

/** Narrows data that was read for several purposes to what one of them wants. */
export function narrowOsm(data: OsmData, wanted: OsmWanted): OsmData {
  const { relation = () => false } = wanted;
  return {
    ...data,
    nodes: data.nodes.filter(({ tags }) => wanted.node(tags)),
    ways: data.ways.filter(({ tags }) => wanted.way(tags)),
    relations: data.relations.filter(({ tags }) => relation(tags)),
  };
}

/** Wants everything that at least one of several purposes wants. */
export function wantedByAny(several: readonly OsmWanted[]): OsmWanted {
  const relations = several.flatMap(({ relation }) => relation ?? []);
  return {
    node: (tags) => several.some((wanted) => wanted.node(tags)),
    way: (tags) => several.some((wanted) => wanted.way(tags)),
    ...(relations.length === 0
      ? {}
      : { relation: (tags: OsmTags) => relations.some((wants) => wants(tags)) }),
  };
}
