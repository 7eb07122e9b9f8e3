import { createRoute } from '@hono/zod-openapi';

import {
  PrepareSheetBody,
  SignaturesQuery,
  SignSheetBody,
  WeeklySheetQuery,
  WeeklySheetView,
  WeeklySignatures,
} from '#server/contract/weekly-sheet.ts';
import { takesKey } from '#server/http/idempotency.ts';
import { jsonBody, jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { prepareSheet, readSheet, readSignatures, signSheet } from './commands.ts';

const tags = ['weekly sheets'];
const sheet = jsonResponse(WeeklySheetView, 'The week as it stands, and every signed version');

const read = createRoute({
  method: 'get',
  path: '/weekly-sheets',
  tags,
  summary: "A commune's week: the figures as they are now, and as they were signed",
  middleware: [secured('weekly_sheets:read')] as const,
  request: { query: WeeklySheetQuery },
  responses: {
    200: sheet,
    ...problemResponses(
      'request.invalid',
      'session.missing',
      'permission.denied',
      'commune.not_found',
      'weekly_sheet.other_commune',
      'weekly_sheet.week_not_begun',
    ),
  },
});

const signatures = createRoute({
  method: 'get',
  path: '/weekly-sheets/signatures',
  tags,
  summary: 'Which communes within reach have signed a week, those that have not first',
  middleware: [secured('weekly_sheets:read')] as const,
  request: { query: SignaturesQuery },
  responses: {
    200: jsonResponse(WeeklySignatures, 'The communes'),
    ...problemResponses('request.invalid', 'session.missing', 'permission.denied'),
  },
});

const prepare = createRoute({
  method: 'post',
  path: '/weekly-sheets/prepare',
  tags,
  summary: 'Leave a remark for the one who signs',
  middleware: [secured('weekly_sheets:prepare'), takesKey] as const,
  request: { body: jsonBody(PrepareSheetBody) },
  responses: {
    200: sheet,
    ...problemResponses(
      'request.invalid',
      'session.missing',
      'permission.denied',
      'commune.not_found',
      'weekly_sheet.other_commune',
      'weekly_sheet.week_not_begun',
      'text.personal_data',
      'text.secret_marking',
    ),
  },
});

const sign = createRoute({
  method: 'post',
  path: '/weekly-sheets/sign',
  tags,
  summary: 'Sign the figures that were seen; over an earlier version with the reason for it',
  middleware: [secured('weekly_sheets:sign'), takesKey] as const,
  request: { body: jsonBody(SignSheetBody) },
  responses: {
    200: sheet,
    ...problemResponses(
      'request.invalid',
      'session.missing',
      'permission.denied',
      'commune.not_found',
      'weekly_sheet.other_commune',
      'weekly_sheet.week_not_begun',
      'weekly_sheet.figures_changed',
      'weekly_sheet.signed_meanwhile',
      'weekly_sheet.reason_required',
      'weekly_sheet.nothing_changed',
      'text.personal_data',
      'text.secret_marking',
    ),
  },
});

export const weeklySheetRoutes = newRouter()
  .openapi(read, async (c) =>
    c.json(await readSheet(c.var.deps, c.var.actor, c.req.valid('query')), 200),
  )
  .openapi(signatures, async (c) =>
    c.json(await readSignatures(c.var.deps, c.var.actor, c.req.valid('query')), 200),
  )
  .openapi(prepare, async (c) =>
    c.json(await prepareSheet(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  )
  .openapi(sign, async (c) =>
    c.json(await signSheet(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  );
