import { Hono } from 'hono';

import { AppError } from '#server/contract/problem.ts';
import { readOneMoment } from '#server/db/transaction.ts';
import { readGroundInForce } from '#server/features/ground/read-ground.ts';
import { guard } from '#server/http/access.ts';
import type { AppEnv } from '#server/http/environment.ts';

import { collectionFor, readExtent } from './commands.ts';
import { answer, type Ask, baseOf, upFrom } from './document-routes.ts';
import { htmlPage } from './html-routes.ts';
import type { Link } from './rules/links.ts';
import {
  groundTileset,
  pointTileset,
  TILE_MATRIX_SET,
  tileMatrixSetDocument,
  tileMatrixSetsDocument,
  type Tileset,
  tilesetDocument,
  tilesetsDocument,
} from './rules/tile-documents.ts';

const open = guard({ right: 'signed-in', collections: true });
const TITLE = 'Các bộ ô bản đồ';

/** Documents of OGC API Tiles over the tiles of the points and of the ground, which stay at their own addresses. */
export const ogcTileRoutes = new Hono<AppEnv>()
  .get('/tileMatrixSets', open, (c) => {
    const document = tileMatrixSetsDocument(baseOf(c));
    return answerDocument(c, TITLE, document, document.links);
  })
  .get('/tileMatrixSets/:grid', open, (c) => {
    knownGrid(c);
    return answerDocument(c, TILE_MATRIX_SET, tileMatrixSetDocument(), []);
  })
  .get('/tiles', open, async (c) => {
    const ground = await findGround(c);
    const document = tilesetsDocument(baseOf(c), baseOf(c), ground === null ? [] : [ground]);
    return await answerDocument(c, TITLE, document, document.links);
  })
  .get('/tiles/:grid', open, async (c) => {
    knownGrid(c);
    const ground = await findGround(c);
    if (ground === null) throw new AppError('ground.none');
    return await answerTileset(c, ground);
  })
  .get('/collections/:collectionId/tiles', open, async (c) => {
    const tileset = await pointsOf(c);
    const document = tilesetsDocument(baseOf(c), tileset.own, [tileset]);
    return await answerDocument(c, tileset.title, document, document.links);
  })
  .get('/collections/:collectionId/tiles/:grid', open, async (c) => {
    knownGrid(c);
    return await answerTileset(c, await pointsOf(c));
  });

function answerTileset(c: Ask, tileset: Tileset) {
  const document = tilesetDocument(baseOf(c), tileset);
  return answerDocument(c, tileset.title, document, document.links);
}

function answerDocument(c: Ask, title: string, document: object, links: readonly Link[]) {
  return answer(c, document, () => htmlPage({ title, links: [...links, ...upFrom(c)] }));
}

/** Refuses another grid than the one that there is. */
function knownGrid(c: Ask): void {
  if (c.req.param('grid') !== TILE_MATRIX_SET) throw new AppError('ogc.grid_not_found');
}

/** The tileset of a collection: of the points alone. */
async function pointsOf(c: Ask): Promise<Tileset> {
  const { deps, actor } = c.var;
  const collection = collectionFor(actor, c.req.param('collectionId') ?? '');
  if (collection.id !== 'points') throw new AppError('ogc.no_tiles');
  return pointTileset(baseOf(c), collection.title, await readExtent(deps, actor, collection));
}

async function findGround(c: Ask): Promise<Tileset | null> {
  const ground = await readOneMoment(c.var.deps.database, readGroundInForce);
  return ground === null ? null : groundTileset(baseOf(c), ground);
}
