import { Hono } from 'hono';

import { AppError } from '#server/contract/problem.ts';
import { STATUS_WORDS } from '#server/features/points/formats/export-words.ts';
import { guard } from '#server/http/access.ts';
import type { AppEnv } from '#server/http/environment.ts';
import { rootOf } from '#server/http/public-address.ts';
import { readInWorker } from '#server/workers/read-in-worker.ts';

import { collectionFor } from './commands.ts';
import { type Ask, baseOf, refuseOthers } from './document-routes.ts';
import { mapStyle } from './rules/map-style.ts';
import { qlr, qml } from './rules/qgis-style.ts';
import { STYLES } from './rules/style-documents.ts';
import { type PixelRatio, spriteIndex, spriteSvg } from './rules/sprite.ts';

const open = guard({ right: 'signed-in', collections: true });
const GEOMETRIES = ['point', 'line', 'polygon'] as const;

/** Styles with which other programs draw the points as our own map does; made of the same shapes and colours. */
export const ogcStyleRoutes = new Hono<AppEnv>().get(
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
