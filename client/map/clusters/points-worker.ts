import { clusterAt, clusterRadius } from './cluster-marks.ts';
import { TileFailure } from './load-tiles.ts';
import { growBox } from './tile-cover.ts';
import { createTileStores } from './tile-stores.ts';
import type { AheadRequest, ViewAnswer, ViewRequest } from './worker-messages.ts';

// Fetching, decoding and clustering happen here, so that the page stays free for the pointer.

const BROKEN_TILE = 500;

const stores = createTileStores();
let latest = 0;
let ahead: readonly string[] = [];
/** View shown last; nothing is fetched ahead of it. */
let shown: ViewRequest | null = null;

function answer(message: ViewAnswer): void {
  self.postMessage(message);
}

async function show(view: ViewRequest): Promise<void> {
  const { request, query, revision, box, zoom } = view;
  latest = request;
  stores.stopAllBut([query, ...ahead]);
  const grown = growBox(box, zoom, 2 * clusterRadius(zoom));
  try {
    const inputs = await stores.pointsIn(query, revision, grown, zoom);
    if (request !== latest) return;
    answer({ kind: 'marks', request, query, marks: clusterAt(inputs, zoom).marksIn(grown) });
    shown = view;
    await lookAhead();
  } catch (error) {
    if (request !== latest) return;
    const status = error instanceof TileFailure ? error.status : BROKEN_TILE;
    answer({ kind: 'failed', request, status });
  }
}

/** One after the other, so that they never stand in the way of what is asked for next. */
async function lookAhead(): Promise<void> {
  const wanted = ahead;
  for (const query of wanted) {
    if (ahead !== wanted || shown === null || shown.request !== latest) return;
    const { revision, box, zoom } = shown;
    const grown = growBox(box, zoom, 2 * clusterRadius(zoom));
    // Whoever needs it will ask again, and hear of the failure then.
    await stores.pointsIn(query, revision, grown, zoom).catch(() => undefined);
  }
}

self.addEventListener('message', (event: MessageEvent<ViewRequest | AheadRequest>) => {
  const message = event.data;
  if (message.kind === 'view') {
    void show(message);
  } else {
    ahead = message.queries;
    void lookAhead();
  }
});
