import * as z from 'zod';

import type { OsmCollector } from './osm-data.ts';
import { OsmFileError } from './osm-file-error.ts';

const Tags = z.record(z.string(), z.string());
const Element = z.object({
  type: z.string(),
  id: z.number().int(),
  lon: z.number().min(-180).max(180).optional(),
  lat: z.number().min(-90).max(90).optional(),
  nodes: z.array(z.number().int()).optional(),
  tags: Tags.optional(),
});
const Answer = z.object({ elements: z.array(z.unknown()) });

/**
 * Reads the JSON that an Overpass server answers (`[out:json]`, nodes and ways in full).
 * @throws OsmFileError for what is no such answer
 */
export function readOverpass(text: string, collector: OsmCollector): void {
  const answer = Answer.safeParse(parsed(text));
  if (!answer.success) throw new OsmFileError('osm.not_osm', 'no list of elements');
  for (const given of answer.data.elements) {
    const element = Element.safeParse(given);
    if (!element.success) throw new OsmFileError('osm.file_broken', 'element');
    const { type, id, lon, lat, nodes = [], tags } = element.data;
    if (type === 'way') collector.addWay(id, nodes, tags ?? {});
    if (type !== 'node') continue;
    if (lon === undefined || lat === undefined) {
      throw new OsmFileError('osm.file_broken', `node ${id} without a position`);
    }
    collector.addNode(id, lon, lat, tags ?? null);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new OsmFileError('osm.file_broken', 'json', error);
  }
}
