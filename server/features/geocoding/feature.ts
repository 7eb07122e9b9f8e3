import type * as z from 'zod';

import { geocode, geocodeAll } from '#server/addresses/find-addresses.ts';
import { listGazetteers } from '#server/addresses/queries.ts';
import type { GazetteerFile } from '#server/addresses/read-gazetteer.ts';
import {
  Gazetteer,
  GazetteerImportForm,
  GazetteerList,
  GazetteerPreview,
  GazetteerReadForm,
} from '#server/contract/gazetteer.ts';
import {
  GeocodingAnswer,
  GeocodingBatch,
  GeocodingBatchAnswer,
  GeocodingQuery,
} from '#server/contract/geocoding.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { Feature } from '#server/feature.ts';
import { MinuteRate } from '#server/http/minute-rate.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { READING_PROBLEMS, readUpload } from '#server/http/uploads.ts';
import { OSM_FILE_PROBLEMS } from '#server/methods/osm/osm-file-error.ts';

import { ADDRESS_JOBS } from './address-jobs.ts';
import { importGazetteer, previewGazetteer, withdrawGazetteer } from './commands.ts';

const fileProblems = [
  ...READING_PROBLEMS,
  'import.not_a_table',
  'import.file_broken',
  'import.text_unreadable',
  'import.empty',
  'import.too_many_rows',
  'import.zip_too_large',
  ...OSM_FILE_PROBLEMS,
] as const;

/** Addresses that one person may look up within a minute; an import of 10,000 rows takes some. */
const ADDRESSES_A_MINUTE = 3_000;

const lookup = route('get', '/geocoding', {
  tags: ['geocoding'],
  summary: 'What an address may mean: every place, best first, never a silent choice',
  right: 'points:read',
  query: GeocodingQuery,
  responses: { 200: jsonResponse(GeocodingAnswer, 'The places') },
  problems: ['request.too_many'],
});

const batch = route('post', '/geocoding/batch', {
  tags: ['geocoding'],
  summary: 'What each of many addresses may mean; somebody looks at each before it is used',
  right: 'points:import',
  body: GeocodingBatch,
  withoutKey: 'It looks addresses up and writes nothing.',
  responses: { 200: jsonResponse(GeocodingBatchAnswer, 'In the order asked') },
  problems: ['request.too_many'],
});

const list = route('get', '/gazetteers', {
  tags: ['geocoding'],
  summary: 'Every gazetteer there has been, with its report',
  right: 'gazetteers:manage',
  responses: { 200: jsonResponse(GazetteerList, 'Latest first') },
});

const preview = route('post', '/gazetteers/preview', {
  tags: ['geocoding'],
  summary: 'What importing a gazetteer would add; writes nothing',
  right: 'gazetteers:manage',
  form: GazetteerReadForm,
  withoutKey: 'A preview writes nothing.',
  responses: { 200: jsonResponse(GazetteerPreview, 'Report and samples') },
  problems: fileProblems,
});

const take = route('post', '/gazetteers', {
  tags: ['geocoding'],
  summary: 'Import a gazetteer: a table with positions, or an OSM file',
  right: 'gazetteers:manage',
  form: GazetteerImportForm,
  responses: { 200: jsonResponse(Gazetteer, 'The gazetteer, searched from now on') },
  problems: [...fileProblems, 'gazetteer.already_imported'],
});

const withdrawing = (path: '/gazetteers/{id}/withdraw' | '/gazetteers/{id}/restore') =>
  route('post', path, {
    tags: ['geocoding'],
    summary: path.endsWith('restore') ? 'Search a gazetteer again' : 'Put a gazetteer aside',
    right: 'gazetteers:manage',
    params: RowParameter,
    responses: { 200: jsonResponse(Gazetteer, 'The gazetteer') },
    problems: ['gazetteer.not_found', 'gazetteer.already_imported'],
  });

const rate = new MinuteRate();

const geocodingRoutes = newRouter()
  .openapi(lookup, async (c) => {
    const { deps, actor } = c.var;
    const { q, service } = c.req.valid('query');
    spend(deps, actor, 10);
    return c.json(await geocode(deps, actor, q, service === 'true'), 200);
  })
  .openapi(batch, async (c) => {
    const { deps, actor } = c.var;
    const { addresses } = c.req.valid('json');
    spend(deps, actor, addresses.length);
    return c.json({ items: await geocodeAll(deps, actor, addresses) }, 200);
  })
  .openapi(list, async (c) => {
    const { deps, actor } = c.var;
    const items = await asActor(deps.database, actor, (sql) => listGazetteers(sql));
    return c.json({ items, service: deps.geocoding?.host ?? null }, 200);
  })
  .openapi(preview, async (c) => {
    const file = await fileOf(c.req.valid('form'));
    return c.json(await previewGazetteer(file, { signal: c.req.raw.signal }), 200);
  })
  .openapi(take, async (c) => {
    const given = c.req.valid('form');
    const gazetteer = await importGazetteer(c.var.deps, c.var.actor, {
      ...(await fileOf(given)),
      source: given.source,
      sourceDate: given.sourceDate ?? null,
      licence: given.licence ?? null,
      errorMetres: given.errorMetres,
    });
    return c.json(gazetteer, 200);
  })
  .openapi(withdrawing('/gazetteers/{id}/withdraw'), async (c) =>
    c.json(await withdrawGazetteer(c.var.deps, c.var.actor, c.req.valid('param').id, true), 200),
  )
  .openapi(withdrawing('/gazetteers/{id}/restore'), async (c) =>
    c.json(await withdrawGazetteer(c.var.deps, c.var.actor, c.req.valid('param').id, false), 200),
  );

export const geocoding = {
  uses: ['communes'],
  subjects: {
    geocoding: 'Addresses and places',
  },
  operations: [geocodingRoutes],
  jobs: () => ADDRESS_JOBS,
} as const satisfies Feature;

function spend({ clock }: Deps, { accountId }: Actor, addresses: number): void {
  const now = Date.parse(clock.now());
  const seconds = rate.take(accountId, ADDRESSES_A_MINUTE, now, addresses);
  if (seconds !== null) throw new AppError('request.too_many', { parameters: { seconds } });
}

async function fileOf(form: z.infer<typeof GazetteerReadForm>): Promise<GazetteerFile> {
  return {
    ...(await readUpload(form.file)),
    columns: form.columns,
  };
}
