import * as z from 'zod';

import {
  AddInspectionObjectBody,
  ChangeInspectionObjectBody,
  CloseInspectionObjectBody,
  InspectionObjectDetail,
  InspectionObjectPage,
  InspectionObjectQuery,
  InspectionQuotaList,
  InspectionQuotaQuery,
  ReopenInspectionObjectBody,
  SetInspectionQuotaBody,
} from '#server/contract/inspection-object.ts';
import {
  RecordInspectionBody,
  ReviewInspectionPaperBody,
  WithdrawInspectionBody,
} from '#server/contract/inspection.ts';
import type { Feature } from '#server/feature.ts';
import { linkPages } from '#server/http/page-links.ts';
import { jsonResponse, route, RowNumber, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { fileOf, PREVIEW, RUN, streamImport } from '#server/http/table-imports.ts';

import {
  addInspectionObject,
  changeInspectionObject,
  closeInspectionObject,
  listInspectionObjects,
  readInspectionObject,
  reopenInspectionObject,
} from './commands.ts';
import { importObjects, previewObjectImport } from './import-commands.ts';
import {
  readQuotas,
  recordInspection,
  reviewInspectionPaper,
  setQuota,
  withdrawOwnInspection,
} from './inspection-commands.ts';

const tags = ['inspection objects'];
const detail = jsonResponse(InspectionObjectDetail, 'The business with its visits');
const screened = ['text.personal_data', 'text.secret_marking'] as const;

const place = [
  'point.outside_city',
  'point.category_unknown',
  'inspection_object.not_a_business',
] as const;

const version = ['inspection_object.not_found', 'inspection_object.changed_meanwhile'] as const;

const list = route('get', '/inspection-objects', {
  tags,
  summary: 'Susceptible businesses in reach, those due first, with counts of what needs a visit',
  right: 'inspection_objects:read',
  list: 'inspection_objects',
  query: InspectionObjectQuery,
  responses: { 200: jsonResponse(InspectionObjectPage, 'A page of the register') },
});

const read = route('get', '/inspection-objects/{id}', {
  tags,
  summary: 'One business with its visits; the log keeps who looked',
  right: 'inspection_objects:read',
  params: RowParameter,
  responses: { 200: detail },
  problems: ['inspection_object.not_found'],
});

const add = route('post', '/inspection-objects', {
  tags,
  summary: 'Put a business into the register; its commune follows from its position',
  right: 'inspection_objects:manage',
  body: AddInspectionObjectBody,
  responses: { 200: detail },
  problems: [...place, ...screened],
});

const change = route('post', '/inspection-objects/{id}/change', {
  tags,
  summary: 'Write a business anew over the version that was seen',
  right: 'inspection_objects:manage',
  params: RowParameter,
  body: ChangeInspectionObjectBody,
  responses: { 200: detail },
  problems: [...place, ...version, ...screened],
});

const close = route('post', '/inspection-objects/{id}/close', {
  tags,
  summary: 'Say that a business is no more',
  right: 'inspection_objects:manage',
  params: RowParameter,
  body: CloseInspectionObjectBody,
  responses: { 200: detail },
  problems: [...version, ...screened, 'inspection_object.closed', 'lifecycle.future_date'],
});

const reopen = route('post', '/inspection-objects/{id}/reopen', {
  tags,
  summary: 'Say that a closed business is at work again',
  right: 'inspection_objects:manage',
  params: RowParameter,
  body: ReopenInspectionObjectBody,
  responses: { 200: detail },
  problems: [...version, ...screened, 'inspection_object.not_closed'],
});

const record = route('post', '/inspection-objects/{id}/inspections', {
  tags,
  summary: 'Record a visit and what came of it',
  right: 'inspections:record',
  params: RowParameter,
  body: RecordInspectionBody,
  responses: { 200: detail },
  problems: [
    ...screened,
    'inspection_object.not_found',
    'inspection_object.closed',
    'lifecycle.future_date',
    'late_entry.paper_missing',
    'late_entry.paper_day_wrong',
  ],
});

const withdraw = route('post', '/inspection-objects/{id}/inspections/{inspectionId}/withdraw', {
  tags,
  summary: 'Take back a visit of one’s own that was recorded wrongly; it stays readable',
  right: 'inspections:record',
  params: z.object({ id: RowNumber, inspectionId: RowNumber }),
  body: WithdrawInspectionBody,
  responses: { 200: detail },
  problems: [...screened, 'inspection.not_found'],
});

const reviewPaper = route('post', '/inspection-objects/{id}/papers', {
  tags,
  summary: 'Say what the paper of a visit shows that was entered in a later year',
  right: 'papers:review',
  params: RowParameter,
  body: ReviewInspectionPaperBody,
  responses: { 200: detail },
  problems: [
    ...screened,
    'inspection_object.not_found',
    'inspection.not_found',
    'late_entry.not_found',
    'late_entry.same_person',
    'late_entry.already_reviewed',
  ],
});

const inspectionObjectRoutes = newRouter()
  .openapi(reviewPaper, async (c) => {
    const { deps, actor } = c.var;
    const { id } = c.req.valid('param');
    return c.json(await reviewInspectionPaper(deps, actor, id, c.req.valid('json')), 200);
  })
  .openapi(list, async (c) => {
    const { deps, actor } = c.var;
    const page = await listInspectionObjects(deps, actor, c.req.valid('query'));
    linkPages(c, page.next);
    return c.json(page, 200);
  })
  .openapi(read, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await readInspectionObject(c.var.deps, c.var.actor, id), 200);
  })
  .openapi(add, async (c) => {
    const { deps, actor } = c.var;
    return c.json(await addInspectionObject(deps, actor, c.req.valid('json')), 200);
  })
  .openapi(change, async (c) => {
    const { deps, actor } = c.var;
    const { id } = c.req.valid('param');
    return c.json(await changeInspectionObject(deps, actor, id, c.req.valid('json')), 200);
  })
  .openapi(close, async (c) => {
    const { deps, actor } = c.var;
    const { id } = c.req.valid('param');
    return c.json(await closeInspectionObject(deps, actor, id, c.req.valid('json')), 200);
  })
  .openapi(reopen, async (c) => {
    const { deps, actor } = c.var;
    const { id } = c.req.valid('param');
    return c.json(await reopenInspectionObject(deps, actor, id, c.req.valid('json')), 200);
  })
  .openapi(record, async (c) => {
    const { deps, actor } = c.var;
    const { id } = c.req.valid('param');
    return c.json(await recordInspection(deps, actor, id, c.req.valid('json')), 200);
  })
  .openapi(withdraw, async (c) => {
    const { id, inspectionId } = c.req.valid('param');
    const { reason } = c.req.valid('json');
    const given = { objectId: id, inspectionId, reason };
    return c.json(await withdrawOwnInspection(c.var.deps, c.var.actor, given), 200);
  });

const listQuotas = route('get', '/inspection-quotas', {
  tags,
  summary: 'What each commune in reach is to inspect in a year, and how far it is',
  right: 'inspection_objects:read',
  query: InspectionQuotaQuery,
  responses: {
    200: jsonResponse(InspectionQuotaList, 'Communes with businesses, visits or a quota'),
  },
});

const changeQuota = route('post', '/inspection-quotas', {
  tags,
  summary: 'Set what a commune is to inspect in a year, by a document; the last word holds',
  right: 'inspection_quotas:set',
  body: SetInspectionQuotaBody,
  responses: { 200: jsonResponse(InspectionQuotaList, 'The year with it') },
  problems: ['commune.not_found', 'text.secret_marking'],
});

const inspectionQuotaRoutes = newRouter()
  .openapi(listQuotas, async (c) => {
    const { year } = c.req.valid('query');
    return c.json(await readQuotas(c.var.deps, c.var.actor, year), 200);
  })
  .openapi(changeQuota, async (c) =>
    c.json(await setQuota(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  );

const preview = route('post', '/inspection-object-imports/preview', {
  tags: ['imports'],
  summary: 'What importing a table of businesses would do, row by row; writes nothing',
  right: 'inspection_objects:manage',
  ...PREVIEW,
});

const run = route('post', '/inspection-object-imports', {
  tags: ['imports'],
  summary: 'Import a table of businesses; closing the connection before the end takes it all back',
  right: 'inspection_objects:manage',
  ...RUN,
});

const inspectionObjectImportRoutes = newRouter()
  .openapi(preview, async (c) => {
    const reading = { signal: c.req.raw.signal };
    const file = { ...(await fileOf(c.req.valid('form'))), reading };
    return c.json(await previewObjectImport(c.var.deps, c.var.actor, file), 200);
  })
  .openapi(run, async (c) => {
    const { deps, actor } = c.var;
    const file = await fileOf(c.req.valid('form'));
    return streamImport(c, (watcher) => importObjects(deps, actor, file, watcher));
  });

export const inspectionObjects = {
  uses: ['communes', 'import-history', 'late-entries', 'point-imports', 'tips'],
  subjects: {
    'inspection objects': 'Businesses with conditions, and their inspections',
  },
  operations: [inspectionObjectRoutes, inspectionQuotaRoutes, inspectionObjectImportRoutes],
} as const satisfies Feature;
