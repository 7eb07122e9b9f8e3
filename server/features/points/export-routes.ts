import type { Context } from 'hono';
import * as z from 'zod';

import { PointExportQuery, type PointExportFormat } from '#server/contract/point-export.ts';
import { AppError } from '#server/contract/problem.ts';
import { AtOnce } from '#server/http/at-once.ts';
import type { AppEnv } from '#server/http/environment.ts';
import { route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { freed, streamOf } from '#server/http/text-stream.ts';

import { exportPoints, POINT_FILES } from './export-commands.ts';

/** Files that one account takes out at the same time: each keeps the database and a processor busy. */
const EXPORTS = new AtOnce(2);

const Binary = z.string().meta({ format: 'binary' });
/** Problems of every export. */
export const EXPORT_PROBLEMS = [
  'export.purpose_missing',
  'export.busy',
  'text.personal_data',
  'text.secret_marking',
] as const;

const summary = 'Points by filter as a file: logged with its purpose first, then streamed';
const csv = route('get', '/points.csv', declared('csv', summary));
const xlsx = route('get', '/points.xlsx', declared('xlsx', summary));
const gpkg = route('get', '/points.gpkg', declared('gpkg', summary));
const kml = route('get', '/points.kml', declared('kml', summary));

function declared<Format extends Exclude<PointExportFormat, 'geojson'>>(
  format: Format,
  said: string,
) {
  const [type = ''] = POINT_FILES[format].type.split(';');
  return {
    tags: ['points'],
    summary: said,
    right: 'points:export' as const,
    query: PointExportQuery,
    responses: { 200: { description: 'The file', content: { [type]: { schema: Binary } } } },
    problems: EXPORT_PROBLEMS,
  };
}

export const pointExportRoutes = newRouter()
  .openapi(csv, (c) => answerFile(c, 'csv', c.req.valid('query')))
  .openapi(xlsx, (c) => answerFile(c, 'xlsx', c.req.valid('query')))
  .openapi(gpkg, (c) => answerFile(c, 'gpkg', c.req.valid('query')))
  .openapi(kml, (c) => answerFile(c, 'kml', c.req.valid('query')));

/** Answers with a file of points, as fast as it is taken. */
export async function answerFile(
  c: Context<AppEnv>,
  format: PointExportFormat,
  query: PointExportQuery,
): Promise<Response> {
  const { deps, actor } = c.var;
  const leave = EXPORTS.enter(actor.accountId);
  if (leave === null) throw new AppError('export.busy');
  const { content, points } = await exportPoints(deps, actor, format, query).catch(
    (error: unknown) => {
      leave();
      throw error;
    },
  );
  const name = `diem-${deps.clock.today()}.${format}`;
  return c.body(streamOf(freed(content, leave)), 200, {
    'content-type': POINT_FILES[format].type,
    'content-disposition': `attachment; filename="${name}"`,
    'x-points': String(points),
    'cache-control': 'no-store',
  });
}
