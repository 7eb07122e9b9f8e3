import { clusterAt, clusterRadius } from './cluster-marks.ts';
import { createTileStore, fetchTilesOf, TileFailure } from './load-tiles.ts';
import { growBox } from './tile-cover.ts';
import type { ViewAnswer, ViewRequest } from './worker-messages.ts';

// Fetching, decoding and clustering happen here, so that the page stays free for the pointer.

const BROKEN_TILE = 500;

let store = createTileStore(fetchTilesOf(''));
let storeKey = '';
let abort = new AbortController();

function answer(message: ViewAnswer): void {
  self.postMessage(message);
}

async function show({ request, query, revision, box, zoom }: ViewRequest): Promise<void> {
  const key = `${revision}${query}`;
  if (key !== storeKey) {
    abort.abort();
    abort = new AbortController();
    store = createTileStore(fetchTilesOf(query));
    storeKey = key;
  }
  const { signal } = abort;
  const grown = growBox(box, zoom, 2 * clusterRadius(zoom));
  try {
    const inputs = await store.pointsIn(grown, zoom, signal);
    if (signal.aborted) return;
    answer({ kind: 'marks', request, marks: clusterAt(inputs, zoom).marksIn(grown) });
  } catch (error) {
    if (signal.aborted) return;
    const status = error instanceof TileFailure ? error.status : BROKEN_TILE;
    answer({ kind: 'failed', request, status });
  }
}

self.addEventListener('message', (event: MessageEvent<ViewRequest>) => {
  void show(event.data);
});
