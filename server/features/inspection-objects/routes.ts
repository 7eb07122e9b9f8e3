import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';

import {
  AddInspectionObjectBody,
  ChangeInspectionObjectBody,
  CloseInspectionObjectBody,
  InspectionObjectDetail,
  InspectionObjectPage,
  InspectionObjectQuery,
  ReopenInspectionObjectBody,
} from '#server/contract/inspection-object.ts';
import { RecordInspectionBody, WithdrawInspectionBody } from '#server/contract/inspection.ts';
import { takesKey } from '#server/http/idempotency.ts';
import { jsonBody, jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { RowNumber, RowParameter } from '#server/http/row-parameter.ts';

import {
  addInspectionObject,
  changeInspectionObject,
  closeInspectionObject,
  listInspectionObjects,
  readInspectionObject,
  reopenInspectionObject,
} from './commands.ts';
import { recordInspection, withdrawOwnInspection } from './inspection-commands.ts';

const tags = ['inspection objects'];
const detail = jsonResponse(InspectionObjectDetail, 'The business with its visits');
const refusals = ['request.invalid', 'session.missing', 'permission.denied'] as const;
const screened = ['text.personal_data', 'text.secret_marking'] as const;
const place = [
  'point.outside_city',
  'point.category_unknown',
  'inspection_object.not_a_business',
] as const;
const version = ['inspection_object.not_found', 'inspection_object.changed_meanwhile'] as const;

const list = createRoute({
  method: 'get',
  path: '/inspection-objects',
  tags,
  summary: 'Susceptible businesses in reach, those due first, with counts of what needs a visit',
  middleware: [secured('inspection_objects:read')] as const,
  request: { query: InspectionObjectQuery },
  responses: {
    200: jsonResponse(InspectionObjectPage, 'A page of the register'),
    ...problemResponses(...refusals),
  },
});

const read = createRoute({
  method: 'get',
  path: '/inspection-objects/{id}',
  tags,
  summary: 'One business with its visits; the log keeps who looked',
  middleware: [secured('inspection_objects:read')] as const,
  request: { params: RowParameter },
  responses: { 200: detail, ...problemResponses(...refusals, 'inspection_object.not_found') },
});

const add = createRoute({
  method: 'post',
  path: '/inspection-objects',
  tags,
  summary: 'Put a business into the register; its commune follows from its position',
  middleware: [secured('inspection_objects:manage'), takesKey] as const,
  request: { body: jsonBody(AddInspectionObjectBody) },
  responses: { 200: detail, ...problemResponses(...refusals, ...place, ...screened) },
});

const change = createRoute({
  method: 'post',
  path: '/inspection-objects/{id}/change',
  tags,
  summary: 'Write a business anew over the version that was seen',
  middleware: [secured('inspection_objects:manage'), takesKey] as const,
  request: { params: RowParameter, body: jsonBody(ChangeInspectionObjectBody) },
  responses: { 200: detail, ...problemResponses(...refusals, ...place, ...version, ...screened) },
});

const close = createRoute({
  method: 'post',
  path: '/inspection-objects/{id}/close',
  tags,
  summary: 'Say that a business is no more',
  middleware: [secured('inspection_objects:manage'), takesKey] as const,
  request: { params: RowParameter, body: jsonBody(CloseInspectionObjectBody) },
  responses: {
    200: detail,
    ...problemResponses(
      ...refusals,
      ...version,
      ...screened,
      'inspection_object.closed',
      'lifecycle.future_date',
    ),
  },
});

const reopen = createRoute({
  method: 'post',
  path: '/inspection-objects/{id}/reopen',
  tags,
  summary: 'Say that a closed business is at work again',
  middleware: [secured('inspection_objects:manage'), takesKey] as const,
  request: { params: RowParameter, body: jsonBody(ReopenInspectionObjectBody) },
  responses: {
    200: detail,
    ...problemResponses(...refusals, ...version, ...screened, 'inspection_object.not_closed'),
  },
});

const record = createRoute({
  method: 'post',
  path: '/inspection-objects/{id}/inspections',
  tags,
  summary: 'Record a visit and what came of it',
  middleware: [secured('inspections:record'), takesKey] as const,
  request: { params: RowParameter, body: jsonBody(RecordInspectionBody) },
  responses: {
    200: detail,
    ...problemResponses(
      ...refusals,
      ...screened,
      'inspection_object.not_found',
      'inspection_object.closed',
      'lifecycle.future_date',
    ),
  },
});

const withdraw = createRoute({
  method: 'post',
  path: '/inspection-objects/{id}/inspections/{inspectionId}/withdraw',
  tags,
  summary: 'Take back a visit of one’s own that was recorded wrongly; it stays readable',
  middleware: [secured('inspections:record'), takesKey] as const,
  request: {
    params: z.object({ id: RowNumber, inspectionId: RowNumber }),
    body: jsonBody(WithdrawInspectionBody),
  },
  responses: {
    200: detail,
    ...problemResponses(...refusals, ...screened, 'inspection.not_found'),
  },
});

export const inspectionObjectRoutes = newRouter()
  .openapi(list, async (c) => {
    const { deps, actor } = c.var;
    return c.json(await listInspectionObjects(deps, actor, c.req.valid('query')), 200);
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
