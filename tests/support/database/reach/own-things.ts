import { ME, type TableReach } from './try-reach.ts';

const EVERYBODY = 'analyst coordinator planner leader officer inspector admin auditor source';
const CITY = 'analyst coordinator planner';
const KEEPERS = 'coordinator';

/** One row of the leader and one of somebody else: each account has its own and no other. */
const owned = (table: string, column: string, more: object[]): TableReach => ({
  table,
  key: column,
  rows: ['leader', 'other'].map((owner, at) => ({ [column]: owner, ...more[at] })),
  reads: { leader: 'leader' },
  adds: [
    [{ [column]: ME, ...more[2] }, EVERYBODY],
    [{ [column]: 'other', ...more[2] }, ''],
  ],
});
const account = (table: string, change: string, more: object[] = [{}, {}, {}]): TableReach => ({
  ...owned(table, 'account_id', more),
  changes: [[change, { leader: 'leader' }]],
});
/** Nobody gives a row of their own to somebody else. */
const GIVEN_AWAY = ["account_id = 'other'", { leader: 'refused' }] as const;

const uuid = (last: number) => `00000000-0000-0000-0000-00000000020${last}`;

const OWN: readonly TableReach[] = [
  account('account_preference', 'updated_at = now()'),
  account('account_visit', 'seen_at = now()'),
  account('candidate_preference', 'updated_at = now()'),
  account('reminder_preference', 'digest = true'),
  {
    ...account('push_subscription', 'language = language'),
    changes: [["language = 'vi'", { leader: 'leader' }], GIVEN_AWAY],
    removes: { leader: 'leader' },
  },
  {
    ...account('idempotency_record', 'status = 200', [{ key: 'a' }, { key: 'a' }, { key: 'b' }]),
    removes: { leader: 'leader' },
  },
  account('import_mapping', 'used_at = now()', [
    { header_signature: 'a' },
    { header_signature: 'a' },
    { header_signature: 'b' },
  ]),
  {
    ...owned('held_result', 'recorded_by', [
      { result_id: uuid(1) },
      { result_id: uuid(2) },
      { result_id: uuid(3) },
    ]),
    // The leader's row and one of the inspector, through which point 7 is within reach.
    rows: [
      { recorded_by: 'leader', result_id: uuid(1) },
      { recorded_by: 'other', result_id: uuid(2) },
      { recorded_by: 'inspector', result_id: uuid(7) },
      // Of somebody else, and of a route that is not done: neither opens its point to the inspector.
      { recorded_by: 'other', result_id: uuid(8) },
      { recorded_by: 'inspector', result_id: uuid(4) },
    ],
    reads: { leader: 'leader', inspector: 'inspector inspector' },
    removes: { leader: 'leader', inspector: 'inspector inspector' },
  },
  {
    table: 'proposal',
    rows: [
      { id: 1, asked_by: 'leader', decider_roles: '{analyst}', told: '{}' },
      { id: 2, asked_by: 'other', decider_roles: '{coordinator}', told: '{}' },
      { id: 3, asked_by: 'other', decider_roles: '{admin}', told: '{}', account_id: 'other' },
      { id: 4, asked_by: 'other', decider_roles: '{analyst}', told: '{officer}' },
    ],
    reads: {
      leader: '1',
      analyst: '1 4',
      coordinator: '2',
      'admin auditor': '3',
      officer: '4',
    },
    adds: [
      [{ asked_by: ME, asked_role: ME }, EVERYBODY],
      [{ asked_by: ME, asked_role: ME, state: 'confirmed' }, ''],
      [{ asked_by: 'other', asked_role: ME }, ''],
    ],
    changes: [
      [
        'decided_by = actor_account_id()',
        { leader: '1', analyst: '1 4', coordinator: '2', admin: '3' },
      ],
      ["decided_by = 'other'", { 'leader analyst coordinator admin': 'refused' }],
    ],
  },
  {
    table: 'notice',
    key: 'account_id',
    rows: [{ account_id: 'leader' }, { account_id: 'other' }],
    reads: { leader: 'leader' },
    changes: [['read_at = now()', { leader: 'leader' }]],
  },
];

const VIEWS: readonly TableReach[] = [
  {
    table: 'saved_view',
    rows: [
      { id: 1, account_id: 'leader' },
      { id: 2, account_id: 'other', shared_with: 'leader' },
      { id: 3, account_id: 'other' },
      { id: 4, account_id: 'other', shared_with: 'officer' },
    ],
    reads: { leader: '1 2', officer: '4' },
    adds: [
      [{ account_id: ME }, EVERYBODY],
      [{ account_id: 'other' }, ''],
    ],
    changes: [
      ["name = 'Mới'", { leader: '1' }],
      ["account_id = 'other', shared_with = 'leader'", { leader: 'refused' }],
    ],
    removes: { leader: '1' },
  },
  {
    table: 'view_watch',
    key: 'view_id',
    rows: [
      { account_id: 'leader', view_id: 1 },
      { account_id: 'leader', view_id: 2 },
      // Not shared any more.
      { account_id: 'leader', view_id: 3 },
      { account_id: 'other', view_id: 2 },
    ],
    reads: { leader: '1 2' },
    adds: [
      [{ account_id: ME, view_id: 4 }, 'officer'],
      [{ account_id: 'other', view_id: 4 }, ''],
    ],
    changes: [['by_mail = true', { leader: '1 2' }]],
    removes: { leader: '1 2' },
  },
];

const KEPT: readonly TableReach[] = [
  {
    table: 'setting',
    key: 'key',
    rows: [{ key: 'some', valid_from: '2026-01-01' }],
    reads: { [EVERYBODY]: 'some' },
    adds: [
      [{ key: 'some', valid_from: '2026-02-01' }, KEEPERS],
      [{ key: 'demo', valid_from: '2026-02-01' }, ''],
    ],
  },
  {
    table: 'commune_population',
    rows: [{ id: 1 }],
    reads: { [EVERYBODY]: '1' },
    adds: [[{ people: 1 }, KEEPERS]],
  },
  {
    table: 'day_off',
    key: 'day',
    rows: [{ day: '2026-01-01' }],
    reads: { [EVERYBODY]: '2026-01-01' },
    adds: [[{ day: '2026-01-02' }, KEEPERS]],
    changes: [["name = 'Tết'", { [KEEPERS]: '2026-01-01' }]],
  },
  {
    table: 'deadline_rule',
    key: 'kind',
    rows: [{ kind: 'reply', valid_from: '2026-01-01' }],
    reads: { [EVERYBODY]: 'reply' },
    adds: [[{ kind: 'reply', valid_from: '2026-02-01' }, KEEPERS]],
  },
  {
    table: 'support_service',
    rows: [{ id: 1 }, { id: 2, withdrawn_at: '2026-01-01' }],
    reads: {
      coordinator: '1 2',
      [EVERYBODY.replace('coordinator ', '')]: '1',
    },
    adds: [
      [{ written_by: ME }, 'coordinator'],
      [{ written_by: 'other' }, ''],
    ],
    changes: [
      [`written_by = '${ME}'`, { coordinator: '1 2' }],
      ["written_by = 'other'", { coordinator: 'refused' }],
    ],
  },
  {
    table: 'import_word',
    rows: [{ id: 1 }],
    reads: { [CITY]: '1' },
    adds: [
      [{ set_by: ME }, CITY],
      [{ set_by: 'other' }, ''],
    ],
    changes: [
      [`withdrawn_by = '${ME}'`, { [CITY]: '1' }],
      ["withdrawn_by = 'other'", { [CITY]: 'refused' }],
    ],
  },
  {
    table: 'import_run',
    rows: [
      { id: 1, account_id: 'leader' },
      { id: 2, account_id: 'other' },
    ],
    reads: { [CITY]: '1 2', leader: '1' },
    adds: [
      [{ account_id: ME }, EVERYBODY],
      [{ account_id: 'other' }, ''],
    ],
  },
  {
    table: 'import_row',
    key: 'line',
    rows: [
      { run_id: 1, line: 1 },
      { run_id: 2, line: 2 },
      // Rows of somebody else's list that tell of a point.
      { run_id: 2, line: 3, point_id: 1 },
      { run_id: 2, line: 4, point_id: 4 },
    ],
    reads: { [CITY]: '1 2 3 4', leader: '1 3', officer: '3', inspector: '4' },
    adds: [
      [{ run_id: 1, line: 9 }, 'leader'],
      [{ run_id: 2, line: 9, point_id: 1 }, ''],
    ],
  },
];

const LOG: readonly TableReach[] = [
  { table: 'audit_entry', key: 'seq', rows: [{ seq: 1 }], reads: { auditor: '1' } },
  { table: 'audit_head', key: 'seq', reads: { auditor: '0' } },
  { table: 'audit_waiting', key: 'seq', rows: [{ seq: 1 }], reads: { auditor: '1' } },
  { table: 'audit_leaf', key: 'place', rows: [{ place: 1, seq: 1 }], reads: { [EVERYBODY]: '1' } },
  {
    table: 'audit_node',
    key: 'level',
    rows: [{ level: 1, number: 0 }],
    reads: { [EVERYBODY]: '1' },
  },
  { table: 'audit_tree', key: 'size', reads: { [EVERYBODY]: '0' } },
  { table: 'log_key', key: 'kid', rows: [{ kid: 'a' }], reads: { [EVERYBODY]: 'a' } },
];

export const OWN_THINGS: readonly TableReach[] = [...OWN, ...VIEWS, ...KEPT, ...LOG];
