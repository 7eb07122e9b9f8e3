import { ME, type TableReach } from './try-reach.ts';

/** Rows of a table that planners alone read, each in the own name. */
const ofPlanners = (table: string, by: string, row: object): TableReach => ({
  table,
  key: by,
  rows: [{ ...row, [by]: 'other' }],
  reads: { planner: 'other' },
  adds: [
    [{ ...row, [by]: ME }, 'planner'],
    [{ ...row, [by]: 'other' }, ''],
  ],
});

/** Work of planners on routes, and what they write to teams. */
export const ROUTE_DESK: readonly TableReach[] = [
  ofPlanners('route_version', 'published_by', { route_id: 1, version: 1 }),
  ofPlanners('route_edit', 'made_by', { route_id: 1, version: 1 }),
  ofPlanners('route_draw', 'made_by', { route_id: 1 }),
  {
    ...ofPlanners('route_presence', 'account_id', { route_id: 1 }),
    changes: [
      [`account_id = '${ME}'`, { planner: 'planner' }],
      ["account_id = 'other'", { planner: 'refused' }],
    ],
  },
  {
    ...ofPlanners('route_recurrence', 'kept_by', { title: 'Thứ hai' }),
    changes: [
      [`ended_by = '${ME}'`, { planner: 'other' }],
      ["ended_by = 'other'", { planner: 'refused' }],
      [`kept_by = '${ME}'`, { planner: 'planner' }],
    ],
  },
  {
    table: 'route_recurrence_day',
    key: 'recurrence_id',
    rows: [{ recurrence_id: 1, on_date: '2026-01-01' }],
    reads: { planner: '1' },
    adds: [[{ recurrence_id: 1, on_date: '2026-01-02' }, 'planner']],
    changes: [['version = 2', { planner: '1' }]],
  },
  {
    table: 'route_message',
    rows: [
      { id: 1, shift_id: 11 },
      { id: 2, shift_id: 12 },
      { id: 3, shift_id: 31 },
    ],
    reads: { planner: '1 2 3', inspector: '1' },
    adds: [
      [{ shift_id: 11, sent_by: ME }, 'planner'],
      [{ shift_id: 11, sent_by: 'other' }, ''],
    ],
  },
  {
    table: 'route_message_read',
    key: 'account_id',
    rows: [
      { message_id: 1, account_id: 'inspector' },
      { message_id: 1, account_id: 'other' },
    ],
    reads: { planner: 'inspector other', inspector: 'inspector' },
    adds: [
      [{ message_id: 1, account_id: ME }, 'inspector'],
      [{ message_id: 2, account_id: ME }, ''],
      [{ message_id: 1, account_id: 'other' }, ''],
    ],
  },
];
