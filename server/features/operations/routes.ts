import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';

import { Configuration } from '#server/contract/configuration.ts';
import { AppError } from '#server/contract/problem.ts';
import { asSystem } from '#server/db/transaction.ts';
import { problemResponses } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { isDemo, pingDatabase } from './queries.ts';
import { VERSION } from './version.ts';

const Health = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });
const healthy = {
  description: 'It is.',
  content: { 'application/json': { schema: Health } },
} as const;

export const operationsRoutes = newRouter()
  .openapi(
    createRoute({
      method: 'get',
      path: '/health/live',
      tags: ['operations'],
      summary: 'Whether the process runs',
      security: [],
      responses: { 200: healthy },
    }),
    (c) => c.json({ status: 'ok' as const }, 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/health/ready',
      tags: ['operations'],
      summary: 'Whether requests can be served: the database answers',
      security: [],
      responses: { 200: healthy, ...problemResponses('server.not_ready') },
    }),
    async (c) => {
      await pingDatabase(c.var.deps.database.sql).catch((cause: unknown) => {
        throw new AppError('server.not_ready', { cause });
      });
      return c.json({ status: 'ok' as const }, 200);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/configuration',
      tags: ['operations'],
      summary: 'What the client must know before sign-in',
      security: [],
      responses: {
        200: {
          description: 'Version, basemap, and whether the data is a demonstration',
          content: { 'application/json': { schema: Configuration } },
        },
      },
    }),
    async (c) => {
      const { config, database } = c.var.deps;
      const demo = await asSystem(database, isDemo);
      return c.json({ version: VERSION, demo, basemap: basemapOf(config) }, 200);
    },
  );

function basemapOf(config: {
  basemapStyleUrl: string | null;
  basemapPmtiles: string | null;
}): Configuration['basemap'] {
  if (config.basemapStyleUrl !== null) return { kind: 'style', url: config.basemapStyleUrl };
  if (config.basemapPmtiles !== null) return { kind: 'pmtiles', url: '/basemap.pmtiles' };
  return null;
}
