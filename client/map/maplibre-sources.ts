import { join } from 'node:path';

import type { Plugin } from 'vite';

const LIBRARY = 'maplibre-gl';
const WORKER = `${LIBRARY}/dist/maplibre-gl-worker.mjs?worker&url`;
/** Another format of tiles, which no tile of ours has. */
const UNUSED_FORMAT = '@maplibre/mlt';
const UNUSED_FORMAT_STUB = `export const GEOMETRY_TYPE = {};
export const decodeTile = () => { throw new Error('tiles of this format are not read'); };`;

/** The half that page and worker have in common: its worker begins with it, so nothing else may be in that file. */
export const mapLibraryShared = {
  name: 'map-library',
  test: /\/node_modules\/(maplibre-gl|@maplibre|@mapbox|bidi-js|earcut|gl-matrix|kdbush|murmurhash-js|pbf|potpack|quickselect|tinyqueue)\//,
  tags: ['$initial' as const],
  priority: 100,
};

/**
 * Builds MapLibre from its sources. The library is published as two finished files, of which the worker's repeats a half
 * of the page's; from the sources the two have that half in common, and what no map here uses is left out.
 */
export function mapLibraryFromSources(projectRoot: string): Plugin {
  const sources = join(projectRoot, 'node_modules', LIBRARY, 'src');
  return {
    name: 'dia-ban-map-library',
    apply: 'build',
    enforce: 'pre',
    resolveId(source) {
      if (source === LIBRARY) return join(sources, 'index.ts');
      return source === WORKER || source === UNUSED_FORMAT ? `\0${source}` : null;
    },
    load(id) {
      if (id === `\0${UNUSED_FORMAT}`) return UNUSED_FORMAT_STUB;
      if (id !== `\0${WORKER}`) return null;
      const file = this.emitFile({
        type: 'chunk',
        id: join(sources, 'source/worker.ts'),
        name: 'maplibre-gl-worker',
      });
      return `export default import.meta.ROLLUP_FILE_URL_${file};`;
    },
  };
}
