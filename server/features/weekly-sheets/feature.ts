import {
  PrepareSheetBody,
  SignaturesQuery,
  SignSheetBody,
  WeeklySheetQuery,
  WeeklySheetView,
  WeeklySignatures,
} from '#server/contract/weekly-sheet.ts';
import type { Feature } from '#server/feature.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { prepareSheet, readSheet, readSignatures, signSheet } from './commands.ts';
import { readSheetNotices } from './read-sheet-notices.ts';

const tags = ['weekly sheets'];
const sheet = jsonResponse(WeeklySheetView, 'The week as it stands, and every signed version');

const read = route('get', '/weekly-sheets', {
  tags,
  summary: "A commune's week: the figures as they are now, and as they were signed",
  right: 'weekly_sheets:read',
  list: 'weekly_sheets',
  query: WeeklySheetQuery,
  responses: { 200: sheet },
  problems: ['commune.not_found', 'weekly_sheet.other_commune', 'weekly_sheet.week_not_begun'],
});

const signatures = route('get', '/weekly-sheets/signatures', {
  tags,
  summary: 'Which communes within reach have signed a week, those that have not first',
  right: 'weekly_sheets:read',
  query: SignaturesQuery,
  responses: { 200: jsonResponse(WeeklySignatures, 'The communes') },
});

const prepare = route('post', '/weekly-sheets/prepare', {
  tags,
  summary: 'Leave a remark for the one who signs',
  right: 'weekly_sheets:prepare',
  body: PrepareSheetBody,
  responses: { 200: sheet },
  problems: [
    'commune.not_found',
    'weekly_sheet.other_commune',
    'weekly_sheet.week_not_begun',
    'text.personal_data',
    'text.secret_marking',
  ],
});

const sign = route('post', '/weekly-sheets/sign', {
  tags,
  summary: 'Sign the figures that were seen; over an earlier version with the reason for it',
  right: 'weekly_sheets:sign',
  body: SignSheetBody,
  responses: { 200: sheet },
  problems: [
    'commune.not_found',
    'weekly_sheet.other_commune',
    'weekly_sheet.week_not_begun',
    'weekly_sheet.figures_changed',
    'weekly_sheet.signed_meanwhile',
    'weekly_sheet.reason_required',
    'weekly_sheet.nothing_changed',
    'text.personal_data',
    'text.secret_marking',
  ],
});

const weeklySheetRoutes = newRouter()
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

export const weeklySheets = {
  uses: ['life-cycle', 'notices'],
  subjects: {
    'weekly sheets': 'Weekly sheets of the communes',
  },
  operations: [weeklySheetRoutes],
  morningNotices: readSheetNotices,
} as const satisfies Feature;
