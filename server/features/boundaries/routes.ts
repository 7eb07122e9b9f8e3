import { createRoute } from '@hono/zod-openapi';
import type * as z from 'zod';

import {
  BoundaryImportForm,
  BoundaryOutcome,
  BoundaryPreview,
  BoundaryReadForm,
  BoundarySet,
  BoundarySetList,
} from '#server/contract/boundary.ts';
import { asActor } from '#server/db/transaction.ts';
import { takesKey, takesNoKey } from '#server/http/idempotency.ts';
import { problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { UPLOAD_PROBLEMS, uploads } from '#server/http/uploads.ts';
import { nameOfUpload } from '#server/http/uploaded-file.ts';

import { importBoundaries, previewBoundaries, undoBoundaries } from './commands.ts';
import type { BoundaryUpload } from './place-boundaries.ts';
import { listBoundarySets } from './queries.ts';

const refusals = problemResponses('session.missing', 'permission.denied');
const fileProblems = problemResponses(
  ...UPLOAD_PROBLEMS,
  'import.already_running',
  'session.missing',
  'permission.denied',
  'request.invalid',
  'boundary.not_a_boundary_file',
  'boundary.file_broken',
  'boundary.file_empty',
  'boundary.no_polygons',
  'boundary.several_layers',
  'boundary.crs_unknown',
  'boundary.zip_too_large',
  'boundary.too_many_vertices',
  'boundary.nothing_matched',
  'boundary.duplicate_match',
  'boundary.communes_missing',
);

export const boundaryRoutes = newRouter()
  .openapi(
    createRoute({
      method: 'get',
      path: '/boundaries',
      tags: ['boundaries'],
      summary: 'Every boundary set there has been, with its report',
      middleware: [secured('boundaries:manage')] as const,
      responses: {
        200: {
          description: 'All sets, latest first',
          content: { 'application/json': { schema: BoundarySetList } },
        },
        ...refusals,
      },
    }),
    async (c) => {
      const { deps, actor } = c.var;
      const items = await asActor(deps.database, actor, (sql) => listBoundarySets(sql));
      return c.json({ items }, 200);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/boundaries/preview',
      tags: ['boundaries'],
      summary: 'What importing a file would do; writes nothing',
      middleware: [
        secured('boundaries:manage'),
        uploads('imports'),
        takesNoKey('A preview writes nothing.'),
      ] as const,
      request: {
        body: { content: { 'multipart/form-data': { schema: BoundaryReadForm } }, required: true },
      },
      responses: {
        200: {
          description: 'The report, and the areas to look at',
          content: { 'application/json': { schema: BoundaryPreview } },
        },
        ...fileProblems,
      },
    }),
    async (c) => {
      const upload = await uploadOf(c.req.valid('form'));
      const reading = { signal: c.req.raw.signal };
      return c.json(await previewBoundaries(c.var.deps, upload, reading), 200);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/boundaries',
      tags: ['boundaries'],
      summary: 'Import a file as the boundary set in force',
      middleware: [secured('boundaries:manage'), uploads('imports'), takesKey] as const,
      request: {
        body: {
          content: { 'multipart/form-data': { schema: BoundaryImportForm } },
          required: true,
        },
      },
      responses: {
        200: {
          description: 'The set with its report; a dry run was taken back',
          content: { 'application/json': { schema: BoundaryOutcome } },
        },
        ...fileProblems,
      },
    }),
    async (c) => {
      const form = c.req.valid('form');
      const outcome = await importBoundaries(c.var.deps, c.var.actor, {
        ...(await uploadOf(form)),
        source: form.source,
        sourceDate: form.sourceDate ?? null,
        licence: form.licence ?? null,
        validFrom: form.validFrom ?? null,
        allowPartial: form.allowPartial === 'true',
        dryRun: form.dryRun === 'true',
      });
      return c.json(outcome, 200);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/boundaries/undo',
      tags: ['boundaries'],
      summary: 'Go back to the boundary set before the one in force',
      middleware: [secured('boundaries:manage'), takesKey] as const,
      responses: {
        200: {
          description: 'The set that is in force again',
          content: { 'application/json': { schema: BoundarySet } },
        },
        ...refusals,
        ...problemResponses('boundary.nothing_to_undo'),
      },
    }),
    async (c) => c.json(await undoBoundaries(c.var.deps, c.var.actor), 200),
  );

async function uploadOf(form: z.infer<typeof BoundaryReadForm>): Promise<BoundaryUpload> {
  return {
    bytes: new Uint8Array(await form.file.arrayBuffer()),
    fileName: nameOfUpload(form.file),
    encoding: form.encoding,
    sourceSrid: form.sourceSrid ?? null,
    layer: form.layer ?? null,
    acceptConflicts: form.acceptConflicts === 'true',
  };
}
