import type * as z from 'zod';

import {
  BoundaryImportForm,
  BoundaryOutcome,
  BoundaryPreview,
  BoundaryReadForm,
  BoundarySet,
  BoundarySetList,
} from '#server/contract/boundary.ts';
import { FORMAT_CODES } from '#server/contract/features/format.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Feature } from '#server/feature.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { READING_PROBLEMS, readUpload } from '#server/http/uploads.ts';

import { importBoundaries, previewBoundaries, undoBoundaries } from './commands.ts';
import type { BoundaryUpload } from './formats/place-boundaries.ts';
import { listBoundarySets } from './queries.ts';

const fileProblems = [
  ...READING_PROBLEMS,
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
  ...FORMAT_CODES,
] as const;

const boundaryRoutes = newRouter()
  .openapi(
    route('get', '/boundaries', {
      tags: ['boundaries'],
      summary: 'Every boundary set there has been, with its report',
      right: 'boundaries:manage',
      responses: { 200: jsonResponse(BoundarySetList, 'All sets, latest first') },
    }),
    async (c) => {
      const { deps, actor } = c.var;
      const items = await asActor(deps.database, actor, (sql) => listBoundarySets(sql));
      return c.json({ items }, 200);
    },
  )
  .openapi(
    route('post', '/boundaries/preview', {
      tags: ['boundaries'],
      summary: 'What importing a file would do; writes nothing',
      right: 'boundaries:manage',
      form: BoundaryReadForm,
      withoutKey: 'A preview writes nothing.',
      responses: { 200: jsonResponse(BoundaryPreview, 'The report, and the areas to look at') },
      problems: fileProblems,
    }),
    async (c) => {
      const upload = await uploadOf(c.req.valid('form'));
      const reading = { signal: c.req.raw.signal };
      return c.json(await previewBoundaries(c.var.deps, upload, reading), 200);
    },
  )
  .openapi(
    route('post', '/boundaries', {
      tags: ['boundaries'],
      summary: 'Import a file as the boundary set in force',
      right: 'boundaries:manage',
      form: BoundaryImportForm,
      responses: {
        200: jsonResponse(BoundaryOutcome, 'The set with its report; a dry run was taken back'),
      },
      problems: fileProblems,
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
    route('post', '/boundaries/undo', {
      tags: ['boundaries'],
      summary: 'Go back to the boundary set before the one in force',
      right: 'boundaries:manage',
      responses: { 200: jsonResponse(BoundarySet, 'The set that is in force again') },
      problems: ['boundary.nothing_to_undo'],
    }),
    async (c) => c.json(await undoBoundaries(c.var.deps, c.var.actor), 200),
  );

export const boundaries = {
  uses: ['communes', 'handovers', 'tips'],
  subjects: {
    boundaries: 'Files of commune boundaries',
  },
  operations: [boundaryRoutes],
} as const satisfies Feature;

async function uploadOf(form: z.infer<typeof BoundaryReadForm>): Promise<BoundaryUpload> {
  return {
    ...(await readUpload(form.file)),
    encoding: form.encoding,
    sourceSrid: form.sourceSrid ?? null,
    layer: form.layer ?? null,
    acceptConflicts: form.acceptConflicts === 'true',
  };
}
