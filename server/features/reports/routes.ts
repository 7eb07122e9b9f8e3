import * as z from 'zod';

import { PeriodRule } from '#server/contract/reporting-period.ts';
import {
  DraftReportBody,
  ReportDocumentBody,
  ReportList,
  ReportQuery,
  ReportView,
  ReturnReportBody,
  SealReportBody,
  SetPeriodsBody,
} from '#server/contract/report.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import {
  approveReport,
  draftReport,
  readReport,
  readReports,
  returnReport,
  sendReport,
  setPeriods,
} from './commands.ts';
import { produceDocument } from './document-commands.ts';

const tags = ['reports'];
const view = jsonResponse(ReportView, 'The period as it stands, and every version of its report');

const PERIOD = [
  'commune.not_found',
  'report.no_such_period',
  'report.not_begun',
  'report.other_commune',
] as const;
const Binary = z.string().meta({ format: 'binary' });
const MEDIA_TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
} as const;

const list = route('get', '/reports', {
  tags,
  summary: 'The reports within reach, latest period first, and the rules of the periods',
  right: 'reports:read',
  list: 'reports',
  responses: { 200: jsonResponse(ReportList, 'The reports') },
});

const read = route('get', '/reports/period', {
  tags,
  summary: 'A period of a commune or the city: figures as they are now, and as they were reported',
  right: 'reports:read',
  query: ReportQuery,
  responses: { 200: view },
  problems: PERIOD,
});

const draft = route('post', '/reports/drafts', {
  tags,
  summary: 'Draft a report, or a restatement of an approved one with its reason',
  right: 'reports:draft',
  body: DraftReportBody,
  responses: { 200: view },
  problems: [
    ...PERIOD,
    'report.wrong_state',
    'report.reason_required',
    'report.nothing_changed',
    'text.personal_data',
    'text.secret_marking',
  ],
});

const send = route('post', '/reports/{id}/send', {
  tags,
  summary: 'Fix the figures that were seen and hand them to whoever approves',
  right: 'reports:draft',
  params: RowParameter,
  body: SealReportBody,
  responses: { 200: view },
  problems: [
    'report.not_found',
    'report.wrong_state',
    'report.still_running',
    'report.figures_changed',
  ],
});

const approve = route('post', '/reports/{id}/approve', {
  tags,
  summary: 'Approve what was sent; never by who drafted or sent it',
  right: 'reports:approve',
  params: RowParameter,
  body: SealReportBody,
  responses: { 200: view },
  problems: [
    'report.not_found',
    'report.wrong_state',
    'report.same_person',
    'report.figures_changed',
  ],
});

const giveBack = route('post', '/reports/{id}/return', {
  tags,
  summary: 'Give a report back to whoever drafted it, with the reason',
  right: 'reports:approve',
  params: RowParameter,
  body: ReturnReportBody,
  responses: { 200: view },
  problems: [
    'report.not_found',
    'report.wrong_state',
    'report.same_person',
    'text.personal_data',
    'text.secret_marking',
  ],
});

const produce = route('post', '/reports/{id}/documents', {
  tags,
  summary:
    'A report as Word, XLSX or CSV: logged with its purpose first, with that line as watermark',
  right: 'reports:read',
  params: RowParameter,
  body: ReportDocumentBody,
  responses: {
    200: {
      description: 'The file',
      content: {
        [MEDIA_TYPES.docx]: { schema: Binary },
        [MEDIA_TYPES.xlsx]: { schema: Binary },
        [MEDIA_TYPES.csv]: { schema: Binary },
      },
    },
  },
  problems: ['report.not_found', 'report.not_public', 'text.personal_data', 'text.secret_marking'],
});

const periods = route('post', '/reports/periods', {
  tags,
  summary: 'From a day on, let reporting months begin on another day',
  right: 'settings:manage',
  body: SetPeriodsBody,
  responses: {
    200: jsonResponse(
      z.object({ rules: z.array(PeriodRule.extend({ origin: z.string() })) }),
      'The rules, ascending by their first day',
    ),
  },
  problems: [
    'report.periods_in_past',
    'check.schedule_day_taken',
    'text.personal_data',
    'text.secret_marking',
  ],
});

export const reportRoutes = newRouter()
  .openapi(list, async (c) => c.json(await readReports(c.var.deps, c.var.actor), 200))
  .openapi(read, async (c) =>
    c.json(await readReport(c.var.deps, c.var.actor, c.req.valid('query')), 200),
  )
  .openapi(draft, async (c) =>
    c.json(await draftReport(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  )
  .openapi(periods, async (c) =>
    c.json(await setPeriods(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  )
  .openapi(send, async (c) => {
    const { hash } = c.req.valid('json');
    return c.json(await sendReport(c.var.deps, c.var.actor, c.req.valid('param').id, hash), 200);
  })
  .openapi(approve, async (c) => {
    const { hash } = c.req.valid('json');
    return c.json(await approveReport(c.var.deps, c.var.actor, c.req.valid('param').id, hash), 200);
  })
  .openapi(giveBack, async (c) => {
    const { reason } = c.req.valid('json');
    return c.json(
      await returnReport(c.var.deps, c.var.actor, c.req.valid('param').id, reason),
      200,
    );
  })
  .openapi(produce, async (c) => {
    const input = c.req.valid('json');
    const { bytes, name } = await produceDocument(
      c.var.deps,
      c.var.actor,
      c.req.valid('param').id,
      input,
    );
    return c.body(bytes.slice().buffer, 200, {
      'content-type': MEDIA_TYPES[input.format],
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    });
  });
