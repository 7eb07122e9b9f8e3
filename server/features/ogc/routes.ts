import { createHash } from 'node:crypto';
import { Hono } from 'hono';

import { AppError } from '#server/contract/problem.ts';
import { STATUS_WORDS } from '#server/features/points/formats/export-words.ts';
import { guard } from '#server/http/access.ts';
import type { AppEnv } from '#server/http/environment.ts';
import { rootOf } from '#server/http/public-address.ts';
import { readInWorker } from '#server/workers/read-in-worker.ts';

import { collectionFor, type Portions, readExtent, readItem, readItems } from './commands.ts';
import {
  answer,
  type Ask,
  baseOf,
  collectionOf,
  formOf,
  refuseOthers,
  upFrom,
} from './document-routes.ts';
import { htmlPage } from './html-routes.ts';
import { type Collection, collectionsFor } from './rules/collections.ts';
import { type Crs, crsOf } from './rules/crs.ts';
import {
  collectionDocument,
  collectionsDocument,
  CONFORMANCE,
  landingPage,
  schemaDocument,
} from './rules/documents.ts';
import { readItemsQuery, wantsAnchors } from './rules/items-query.ts';
import { type Link, link } from './rules/links.ts';
import { mapStyle } from './rules/map-style.ts';
import { openApiOf } from './rules/openapi-document.ts';
import { qlr, qml } from './rules/qgis-style.ts';
import { type PixelRatio, spriteIndex, spriteSvg } from './rules/sprite.ts';
import { STYLES } from './rules/style-documents.ts';
import { ogcTileRoutes } from './tile-routes.ts';

const open = guard({ right: 'signed-in', collections: true });

const GEOMETRIES = ['point', 'line', 'polygon'] as const;

/** Styles with which other programs draw the points as our own map does; made of the same shapes and colours. */
const ogcStyleRoutes = new Hono<AppEnv>().get(
  '/collections/:collectionId/styles/:file',
  open,
  async (c) => {
    const { title } = pointsFor(c);
    const file = c.req.param('file');
    const sprite = /^signs(@2x)?\.(json|png)$/.exec(file);
    if (sprite !== null) {
      const [, fine, form] = sprite;
      return await answerSprite(c, fine === undefined ? 1 : 2, form === 'png');
    }
    const style = STYLES.find((known) => known.file === file);
    if (style === undefined) throw new AppError('ogc.style_not_found');
    const text = textOf(c, style.file, title);
    return c.body(text, 200, {
      'content-type': `${style.type}; charset=utf-8`,
      'content-disposition': `attachment; filename="${style.file}"`,
    });
  },
);

const GEOJSON = 'application/geo+json';
const SCHEMA = 'application/schema+json';
const OPENAPI = 'application/vnd.oai.openapi+json;version=3.0';
const ofFeatures = guard({ right: 'signed-in', collections: true, list: 'ogc' });

/**
 * OGC API Features, parts 1 to 3 and 5, and the documents of OGC API Tiles: each collection within the reach of the reader. Its documents are its own
 * (`/ogc/api`), because its parameters follow the standard and not the rest of the interface.
 */
export const ogcRoutes = new Hono<AppEnv>()
  .get('/', open, (c) => {
    const page = landingPage(baseOf(c));
    return answer(c, page, () => htmlPage({ ...page, lines: [page.description] }));
  })
  .get('/conformance', open, (c) =>
    answer(c, { conformsTo: CONFORMANCE }, () =>
      htmlPage({ title: 'Các chuẩn được tuân theo', lines: CONFORMANCE, links: upFrom(c) }),
    ),
  )
  .get('/api', open, (c) => {
    const document = openApiOf(baseOf(c), collectionsFor(c.var.actor));
    const lines = Object.keys(document.paths);
    const page = () => htmlPage({ title: document.info.title, lines, links: upFrom(c) });
    return answer(c, document, page, OPENAPI);
  })
  .get('/collections', open, async (c) => {
    const known = collectionsFor(c.var.actor);
    const collections = await Promise.all(known.map((collection) => describe(c, collection)));
    const pages = known.map(({ id, title }) =>
      link(`${baseOf(c)}/collections/${id}?f=html`, 'item', 'text/html', title),
    );
    return await answer(c, collectionsDocument(baseOf(c), collections), () =>
      htmlPage({ title: 'Các bộ dữ liệu', links: [...pages, ...upFrom(c)] }),
    );
  })
  .get('/collections/:collectionId', open, async (c) => {
    const document = await describe(c, collectionOf(c));
    const page = () =>
      htmlPage({ title: document.title, lines: [document.description], links: document.links });
    return await answer(c, document, page);
  })
  .get('/collections/:collectionId/schema', open, (c) => answerSchema(c, 'schema'))
  .get('/collections/:collectionId/queryables', open, (c) => answerSchema(c, 'queryables'))
  .get('/collections/:collectionId/items', ofFeatures, answerItems)
  .get('/collections/:collectionId/items/:featureId', ofFeatures, answerItem)
  .route('/', ogcTileRoutes)
  .route('/', ogcStyleRoutes);

function answerSchema(c: Ask, of: 'schema' | 'queryables') {
  const collection = collectionOf(c);
  const { properties, title } = collection;
  const lines = properties.map((property) => `${property.name}: ${property.title}`);
  const page = () => htmlPage({ title, lines, links: upFrom(c) });
  return answer(c, schemaDocument(baseOf(c), collection, of), page, SCHEMA);
}

async function answerItems(c: Ask): Promise<Response> {
  const collection = collectionOf(c);
  const given = new URL(c.req.url).searchParams;
  const query = readItemsQuery(given, collection, shortHash);
  const form = formOf(c);
  const items = await readItems(c.var.deps, c.var.actor, collection, query);
  const address = (more: Record<string, string>) => {
    const parameters = new URLSearchParams(given);
    for (const [name, value] of Object.entries(more)) parameters.set(name, value);
    const text = parameters.toString();
    return `${baseOf(c)}/collections/${collection.id}/items${text === '' ? '' : `?${text}`}`;
  };
  const linksTo = (next: string | null): Link[] => [
    link(address({}), 'self', form === 'html' ? 'text/html' : GEOJSON),
    form === 'html'
      ? link(address({ f: 'json' }), 'alternate', GEOJSON)
      : link(address({ f: 'html' }), 'alternate', 'text/html'),
    link(`${baseOf(c)}/collections/${collection.id}`, 'collection', 'application/json'),
    ...(next === null ? [] : [link(address({ cursor: next }), 'next', GEOJSON, 'next')]),
  ];
  if (form === 'html') return await htmlItems(c, collection, items, linksTo);
  c.header('content-crs', `<${query.crs.uri}>`);
  c.header('content-type', GEOJSON);
  return c.body(streamOf(c.var.deps.clock.now(), items, linksTo));
}

/** Writes the features as they are read, and the links behind them: what comes next is known at the end. */
function streamOf(
  now: string,
  items: Portions,
  linksTo: (next: string | null) => Link[],
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let count = 0;
  return new ReadableStream({
    start(controller) {
      const start = `{"type":"FeatureCollection","timeStamp":${JSON.stringify(now)},"features":[`;
      controller.enqueue(encoder.encode(start));
    },
    async pull(controller) {
      const portion = await items.next();
      if (portion.done === true) {
        const links = JSON.stringify(linksTo(portion.value));
        controller.enqueue(encoder.encode(`\n],"numberReturned":${count},"links":${links}}\n`));
        controller.close();
        return;
      }
      const text = portion.value.map(({ feature }) => feature).join(',\n');
      controller.enqueue(encoder.encode((count === 0 ? '\n' : ',\n') + text));
      count += portion.value.length;
    },
    async cancel() {
      await items.return(null);
    },
  });
}

async function htmlItems(
  c: Ask,
  { title, properties }: Collection,
  items: Portions,
  linksTo: (next: string | null) => Link[],
) {
  const features: { id: number; properties: Record<string, unknown> }[] = [];
  for (;;) {
    const portion = await items.next();
    if (portion.done === true) {
      const table = { columns: properties, features };
      return c.html(htmlPage({ title, table, links: linksTo(portion.value) }));
    }
    for (const { feature } of portion.value) features.push(JSON.parse(feature));
  }
}

async function answerItem(c: Ask): Promise<Response> {
  const collection = collectionOf(c);
  const given = new URL(c.req.url).searchParams;
  refuseOthers(given, ['crs', 'f', 'shape']);
  const anchors = wantsAnchors(given);
  const crs: Crs = crsOf(given.get('crs'), 'crs');
  const id = c.req.param('featureId') ?? '';
  const feature = await readItem(c.var.deps, c.var.actor, collection, { id, crs, anchors });
  const own = `${baseOf(c)}/collections/${collection.id}`;
  const links = [
    link(`${own}/items/${id}`, 'self', GEOJSON),
    link(`${own}/items/${id}?f=html`, 'alternate', 'text/html'),
    link(own, 'collection', 'application/json'),
  ];
  const read = { ...JSON.parse(feature), links };
  c.header('content-crs', `<${crs.uri}>`);
  const table = { columns: collection.properties, features: [read] };
  const page = () => htmlPage({ title: collection.title, table, links });
  if (formOf(c) === 'html') return c.html(page());
  return c.body(JSON.stringify(read), 200, { 'content-type': GEOJSON });
}

async function describe(c: Ask, collection: Collection) {
  const extent = await readExtent(c.var.deps, c.var.actor, collection);
  return collectionDocument(baseOf(c), collection, extent);
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

/** The signs as one picture, or where each lies in it. They change with the version of the product alone. */
async function answerSprite(c: Ask, ratio: PixelRatio, isPicture: boolean) {
  refuseOthers(new URL(c.req.url).searchParams, []);
  c.header('cache-control', 'private, max-age=3600');
  if (!isPicture) return c.json(spriteIndex(ratio));
  const { png } = await readInWorker('svg', { bytes: Buffer.from(spriteSvg()), ratio });
  return c.body(new Uint8Array(png), 200, { 'content-type': 'image/png' });
}

function textOf(c: Ask, file: (typeof STYLES)[number]['file'], title: string): string {
  const given = new URL(c.req.url).searchParams;
  refuseOthers(given, file === 'points.qml' ? ['geometry'] : []);
  switch (file) {
    case 'points.qml':
      return qml(STATUS_WORDS, geometryOf(given.get('geometry')));
    case 'points.qlr':
      return qlr(STATUS_WORDS, { base: baseOf(c), title });
    case 'points.json':
      return JSON.stringify(mapStyle(rootOf(c)));
  }
}

function geometryOf(text: string | null): (typeof GEOMETRIES)[number] {
  const found = GEOMETRIES.find((geometry) => geometry === (text ?? 'point'));
  if (found !== undefined) return found;
  throw new AppError('ogc.parameter_invalid', { parameters: { name: 'geometry' } });
}

/** The collection of points; others have no style of ours. */
function pointsFor(c: Ask) {
  const collection = collectionFor(c.var.actor, c.req.param('collectionId') ?? '');
  if (collection.id !== 'points') throw new AppError('ogc.style_not_found');
  return collection;
}
