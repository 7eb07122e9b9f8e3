import { ME, type TableReach } from './try-reach.ts';

const CITY = 'analyst coordinator planner';
const COMMUNE = 'leader officer';
const READERS = `${CITY} ${COMMUNE}`;

const PLANS: readonly TableReach[] = [
  {
    table: 'plan',
    rows: [
      { id: 1, state: 'draft' },
      { id: 2, state: 'issued' },
    ],
    reads: { coordinator: '1 2', [`analyst planner ${COMMUNE}`]: '2' },
    adds: [
      [{ written_by: ME }, 'coordinator'],
      [{ written_by: 'other' }, ''],
    ],
    changes: [["title = 'Kế hoạch'", { coordinator: '1 2' }]],
  },
  {
    table: 'plan_indicator',
    rows: [
      { id: 1, plan_id: 1 },
      { id: 2, plan_id: 2 },
    ],
    reads: { coordinator: '1 2', [`analyst planner ${COMMUNE}`]: '2' },
    adds: [[{ plan_id: 1 }, 'coordinator']],
    changes: [['position = 1', { coordinator: '1 2' }]],
  },
  ...['plan_amendment', 'allotment'].map((table) => ({
    table,
    rows: [{ id: 1 }],
    reads: { [READERS]: '1' },
    adds: [
      [{ written_by: ME }, 'coordinator'],
      [{ written_by: 'other' }, ''],
    ] as const,
  })),
  {
    table: 'target_amendment',
    key: 'amendment_id',
    rows: [{ amendment_id: 1, indicator_id: 1 }],
    reads: { [READERS]: '1' },
    adds: [[{ amendment_id: 1, indicator_id: 2 }, 'coordinator']],
  },
  {
    table: 'allotment_share',
    key: 'commune_id',
    rows: [
      { allotment_id: 1, commune_id: 1 },
      { allotment_id: 1, commune_id: 2 },
    ],
    reads: { [CITY]: '1 2', [COMMUNE]: '1' },
    adds: [[{ allotment_id: 1, commune_id: 1 }, 'coordinator']],
  },
  {
    table: 'indicator_denominator',
    key: 'indicator_id',
    rows: [{ indicator_id: 1, valid_from: '2026-01-01' }],
    reads: { [READERS]: '1' },
    adds: [[{ indicator_id: 1, valid_from: '2026-02-01' }, 'coordinator']],
  },
  {
    table: 'indicator_point',
    key: 'point_id',
    rows: [{ point_id: 1 }, { point_id: 2 }, { point_id: 4 }],
    reads: { [CITY]: '1 2 4', [COMMUNE]: '1', inspector: '4' },
    adds: [[{ point_id: 1 }, 'coordinator']],
  },
  {
    table: 'indicator_result',
    rows: [{ id: 1 }, { id: 2, commune_id: 1 }, { id: 3, commune_id: 2 }],
    reads: { [CITY]: '1 2 3', [COMMUNE]: '1 2' },
    adds: [
      [{ written_by: ME }, 'coordinator'],
      [{ commune_id: 1, written_by: ME }, `coordinator ${COMMUNE}`],
      [{ commune_id: 2, written_by: ME }, 'coordinator'],
      [{ commune_id: 1, written_by: 'other' }, ''],
    ],
  },
  {
    table: 'prevention_content',
    rows: [
      { id: 1, commune_id: 1 },
      { id: 2, commune_id: 2 },
    ],
    reads: { [CITY]: '1 2', [COMMUNE]: '1' },
    adds: [
      [{ commune_id: 1, written_by: ME }, `coordinator ${COMMUNE}`],
      [{ commune_id: 2, written_by: ME }, 'coordinator'],
      [{ commune_id: 1, written_by: 'other' }, ''],
    ],
  },
];

const REPORTS: readonly TableReach[] = [
  {
    table: 'report',
    rows: [
      { id: 1, state: 'draft' },
      { id: 2, state: 'approved' },
      { id: 3, commune_id: 1, state: 'draft' },
      { id: 4, commune_id: 1, state: 'approved' },
      { id: 5, commune_id: 2, state: 'draft' },
      { id: 6, commune_id: 2, state: 'approved' },
      { id: 7, commune_id: 1, state: 'returned' },
      { id: 8, state: 'returned' },
    ],
    reads: { coordinator: '1 2 4 6 8', 'analyst planner': '2 4 6', [COMMUNE]: '3 4 7' },
    adds: [
      [{ state: 'draft', drafted_by: ME }, 'coordinator'],
      [{ state: 'sent', drafted_by: ME }, ''],
      [{ commune_id: 1, state: 'draft', drafted_by: ME }, COMMUNE],
      [{ commune_id: 1, state: 'sent', drafted_by: ME }, ''],
      [{ commune_id: 1, state: 'draft', drafted_by: 'other' }, ''],
      [{ commune_id: 2, state: 'draft', drafted_by: ME }, ''],
    ],
    changes: [
      ["state = 'draft'", { coordinator: '1 2 8', [COMMUNE]: '3 4 7' }],
      [`state = 'sent', sent_by = '${ME}'`, { coordinator: '1 2 8', [COMMUNE]: '3 4 7' }],
      ["state = 'sent', sent_by = 'other'", { [`coordinator ${COMMUNE}`]: 'refused' }],
      // Somebody else had sent it.
      ["state = 'returned', sent_by = 'other'", { coordinator: '1 2 8', [COMMUNE]: '3 4 7' }],
      [
        `state = 'approved', decided_by = '${ME}'`,
        { coordinator: '1 2 8', leader: '3 4 7', officer: 'refused' },
      ],
      ["state = 'approved', decided_by = 'other'", { [`coordinator ${COMMUNE}`]: 'refused' }],
    ],
  },
  {
    table: 'report_analysis',
    key: 'report_id',
    rows: [1, 2, 3, 4, 5, 6, 7, 8].map((report_id) => ({ report_id })),
    reads: { coordinator: '1 2 4 6 8', 'analyst planner': '2 4 6', [COMMUNE]: '3 4 7' },
    adds: [
      [{ report_id: 1, put_by: ME }, 'coordinator'],
      [{ report_id: 2, put_by: ME }, ''],
      [{ report_id: 3, put_by: ME }, COMMUNE],
      [{ report_id: 3, put_by: 'other' }, ''],
      [{ report_id: 4, put_by: ME }, ''],
      [{ report_id: 5, put_by: ME }, ''],
      [{ report_id: 7, put_by: ME }, COMMUNE],
      [{ report_id: 8, put_by: ME }, 'coordinator'],
    ],
    changes: [['place = 2', { coordinator: '1 2 8', [COMMUNE]: '3 4 7' }]],
    removes: { coordinator: '1 2 8', [COMMUNE]: '3 4 7' },
  },
  {
    table: 'weekly_sheet',
    rows: [
      { id: 1, commune_id: 1 },
      { id: 2, commune_id: 2 },
    ],
    reads: { [CITY]: '1 2', [COMMUNE]: '1' },
    adds: [
      [{ commune_id: 1, signed_by: ME }, 'leader'],
      [{ commune_id: 1, signed_by: 'other' }, ''],
      [{ commune_id: 2, signed_by: ME }, ''],
    ],
  },
  {
    table: 'weekly_sheet_draft',
    key: 'commune_id',
    rows: [
      { commune_id: 1, first_on: '2026-01-05' },
      { commune_id: 2, first_on: '2026-01-05' },
    ],
    reads: { [COMMUNE]: '1' },
    adds: [
      [{ commune_id: 1, first_on: '2026-01-12', prepared_by: ME }, COMMUNE],
      [{ commune_id: 1, first_on: '2026-01-12', prepared_by: 'other' }, ''],
      [{ commune_id: 2, first_on: '2026-01-12', prepared_by: ME }, ''],
    ],
    changes: [
      [`prepared_by = '${ME}'`, { [COMMUNE]: '1' }],
      ["prepared_by = 'other'", { [COMMUNE]: 'refused' }],
      [`commune_id = 2, prepared_by = '${ME}'`, { [COMMUNE]: 'refused' }],
    ],
  },
];

export const PLANS_AND_REPORTS: readonly TableReach[] = [...PLANS, ...REPORTS];
