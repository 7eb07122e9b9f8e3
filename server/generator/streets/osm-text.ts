import { lonLatOf, type Spot } from './plane.ts';

type Tags = Readonly<Record<string, string>>;

/** Said on every named thing of the file, and as its licence. */
export const INVENTED = 'Đường phố minh họa, không có thật';

/** Writes OSM XML (https://wiki.openstreetmap.org/wiki/OSM_XML): nodes first, then ways, ids counted from 1. */
export class OsmText {
  readonly #nodes: string[] = [];
  readonly #ways: string[] = [];

  /** Adds a node and gives its id. */
  node(spot: Spot, tags: Tags = {}): number {
    const id = this.#nodes.length + 1;
    const [longitude, latitude] = lonLatOf(spot);
    const place = `<node id="${id}" lat="${latitude}" lon="${longitude}"`;
    const words = tagsText(tags);
    this.#nodes.push(words === '' ? `${place}/>` : `${place}>${words}</node>`);
    return id;
  }

  way(nodes: readonly number[], tags: Tags): void {
    const refs = nodes.map((node) => `<nd ref="${node}"/>`).join('');
    this.#ways.push(`<way id="${this.#ways.length + 1}">${refs}${tagsText(tags)}</way>`);
  }

  /** Adds a line or, where the last spot repeats the first, an outline. */
  line(spots: readonly Spot[], tags: Tags): void {
    const isClosed = spots.length > 3 && spots[0]?.join() === spots.at(-1)?.join();
    const nodes = (isClosed ? spots.slice(0, -1) : spots).map((spot) => this.node(spot));
    this.way(isClosed ? [...nodes, ...nodes.slice(0, 1)] : nodes, tags);
  }

  finish(): string {
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<osm version="0.6" generator="dia-ban">',
      `<note>${INVENTED}</note>`,
      ...this.#nodes,
      ...this.#ways,
      '</osm>',
      '',
    ].join('\n');
  }
}

function tagsText(tags: Tags): string {
  return Object.entries({ ...tags, ...(tags['name'] === undefined ? {} : { note: INVENTED }) })
    .map(([key, value]) => `<tag k="${escaped(key)}" v="${escaped(value)}"/>`)
    .join('');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
