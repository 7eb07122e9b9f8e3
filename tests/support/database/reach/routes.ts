import { ME, type TableReach } from './try-reach.ts';

const CITY = 'analyst coordinator planner';
const READERS = 'analyst coordinator';
const COMMUNE = 'leader officer';

const result = (last: number) => `00000000-0000-0000-0000-00000000020${last}`;
const photo = (last: number) => `00000000-0000-0000-0000-000000000${last}`;

/**
 * The inspector is in team 1. Route 1 is published and announced, 2 published and not announced, 3 a draft, 4 done and
 * never announced, 5 published with nothing in commune 1, 6 done, with a result that the inspector brought in, 7 done.
 */
const PLANNED: readonly TableReach[] = [
  {
    table: 'team',
    rows: [{ id: 1 }, { id: 2 }],
    reads: { [`${CITY} ${COMMUNE} inspector`]: '1 2' },
    adds: [[{ name: 'Đội 3' }, 'planner']],
    changes: [['version = 2', { planner: '1 2' }]],
  },
  {
    table: 'team_member',
    key: 'account_id',
    rows: [
      { team_id: 1, account_id: 'inspector' },
      { team_id: 2, account_id: 'other' },
    ],
    reads: { planner: 'inspector other', inspector: 'inspector' },
    adds: [[{ team_id: 1, account_id: ME }, 'planner']],
    removes: { planner: 'inspector other' },
  },
  {
    table: 'shift_template',
    rows: [{ id: 1, team_id: 1 }],
    reads: { planner: '1' },
    adds: [[{ team_id: 1 }, 'planner']],
    removes: { planner: '1' },
  },
  {
    table: 'route',
    rows: [
      { id: 1, state: 'published', unannounced: false, published_version: 2 },
      { id: 2, state: 'published', unannounced: true, published_version: 1 },
      { id: 3, state: 'draft', unannounced: false },
      { id: 4, state: 'done', unannounced: true, published_version: 1 },
      { id: 5, state: 'published', unannounced: false, published_version: 1 },
      { id: 6, state: 'done', unannounced: false, published_version: 1 },
      { id: 7, state: 'done', unannounced: true, published_version: 1 },
    ],
    reads: {
      planner: '1 2 3 4 5 6 7',
      [READERS]: '1 4 5 6 7',
      [COMMUNE]: '1 4 7',
      inspector: '1 2',
    },
    adds: [
      [{ created_by: ME }, 'planner'],
      [{ created_by: 'other' }, ''],
    ],
    changes: [
      ['version = 2', { planner: '1 2 3 4 5 6 7', inspector: '1 2' }],
      ["state = 'done'", { planner: '1 2 3 4 5 6 7', inspector: '1 2' }],
      ["state = 'draft'", { planner: '1 2 3 4 5 6 7', inspector: 'refused' }],
    ],
  },
  {
    table: 'route_shift',
    rows: [
      { id: 11, route_id: 1, team_id: 1 },
      { id: 12, route_id: 1, team_id: 2 },
      { id: 21, route_id: 2, team_id: 1 },
      { id: 22, route_id: 2, team_id: 2 },
      { id: 31, route_id: 3, team_id: 1 },
      { id: 41, route_id: 4, team_id: 2 },
      { id: 51, route_id: 5, team_id: 2 },
      { id: 61, route_id: 6, team_id: 2 },
      { id: 71, route_id: 7, team_id: 2 },
    ],
    reads: {
      planner: '11 12 21 22 31 41 51 61 71',
      [READERS]: '11 12 41 51 61 71',
      [COMMUNE]: '11 12 41 71',
      inspector: '11 21',
    },
    adds: [[{ route_id: 1, team_id: 1 }, 'planner']],
    changes: [
      ['finished_at = now()', { planner: '11 12 21 22 31 41 51 61 71', inspector: '11 21' }],
    ],
  },
];

const STOPS: readonly TableReach[] = [
  {
    table: 'stop',
    rows: [
      { id: 111, route_id: 1, shift_id: 11, point_id: 6 },
      { id: 112, route_id: 1, shift_id: 12, point_id: 1 },
      { id: 113, route_id: 1, shift_id: 12, inspection_object_id: 1 },
      // Planned since the route was published.
      { id: 114, route_id: 1, shift_id: 11, point_id: 1 },
      {
        id: 115,
        route_id: 1,
        shift_id: 11,
        unplanned: true,
        removed: false,
        added_by: 'inspector',
      },
      { id: 116, route_id: 1, shift_id: 11, unplanned: true, removed: true, added_by: 'inspector' },
      { id: 117, route_id: 1, shift_id: 12, unplanned: true, removed: true, added_by: 'other' },
      // Given to the inspector by an earlier version.
      { id: 118, route_id: 1, shift_id: 12, point_id: 2 },
      // Planned by who is an inspector today, for another team.
      { id: 119, route_id: 1, shift_id: 12, unplanned: false, added_by: 'inspector' },
      { id: 120, route_id: 1, shift_id: 11, point_id: 5 },
      // Added on the street, and given to the other team since; the second one in an earlier version alone.
      { id: 121, route_id: 1, shift_id: 11, unplanned: true, removed: false, added_by: 'other' },
      { id: 122, route_id: 1, shift_id: 11, unplanned: true, removed: false, added_by: 'other' },
      { id: 211, route_id: 2, shift_id: 21, inspection_object_id: 2 },
      { id: 221, route_id: 2, shift_id: 22, point_id: 1 },
      { id: 311, route_id: 3, shift_id: 31, point_id: 1 },
      { id: 411, route_id: 4, shift_id: 41, inspection_object_id: 1 },
      { id: 412, route_id: 4, shift_id: 41, point_id: 2 },
      { id: 511, route_id: 5, shift_id: 51, point_id: 2 },
      { id: 512, route_id: 5, shift_id: 51, inspection_object_id: 2 },
      { id: 611, route_id: 6, shift_id: 61, point_id: 7 },
      { id: 711, route_id: 7, shift_id: 71, point_id: 1 },
    ],
    reads: {
      planner:
        '111 112 113 114 115 116 117 118 119 120 121 122 211 221 311 411 412 511 512 611 711',
      [READERS]: '111 112 113 115 118 121 122 411 412 511 512 611 711',
      [COMMUNE]: '112 113 411 711',
      inspector: '111 115 116 118 120 122 211 611',
    },
    adds: [
      [{ added_by: ME, unplanned: true, shift_id: 11 }, 'planner inspector'],
      [{ added_by: 'other', unplanned: true, shift_id: 11 }, ''],
      [{ added_by: ME, unplanned: true, shift_id: 12 }, 'planner'],
      [{ added_by: ME, unplanned: false, shift_id: 11 }, 'planner'],
      [{ added_by: ME, unplanned: true, shift_id: 11, point_id: 1 }, 'planner'],
      [{ added_by: ME, unplanned: true, shift_id: 11, inspection_object_id: 1 }, 'planner'],
    ],
    changes: [
      [
        "state = 'done'",
        {
          planner:
            '111 112 113 114 115 116 117 118 119 120 121 122 211 221 311 411 412 511 512 611 711',
          inspector: '111 115 118 120 122 211 611',
        },
      ],
    ],
  },
  {
    table: 'published_shift',
    key: 'shift_id',
    rows: [11, 12, 21, 22, 41, 51, 61, 71].map((shift_id) => ({
      route_id: Math.floor(shift_id / 10),
      version: 1,
      shift_id,
    })),
    reads: {
      planner: '11 12 21 22 41 51 61 71',
      [READERS]: '11 12 41 51 61 71',
      [COMMUNE]: '11 12 41 71',
      inspector: '11 21',
    },
    adds: [[{ route_id: 1, version: 2, shift_id: 11 }, 'planner']],
  },
  {
    table: 'published_stop',
    key: "version || '/' || stop_id",
    rows: [
      { route_id: 1, version: 1, shift_id: 11, stop_id: 118 },
      { route_id: 1, version: 1, shift_id: 11, stop_id: 120 },
      { route_id: 1, version: 2, shift_id: 11, stop_id: 111 },
      { route_id: 1, version: 2, shift_id: 12, stop_id: 112 },
      { route_id: 1, version: 2, shift_id: 12, stop_id: 113 },
      { route_id: 1, version: 2, shift_id: 12, stop_id: 118 },
      { route_id: 1, version: 2, shift_id: 12, stop_id: 121 },
      { route_id: 1, version: 1, shift_id: 12, stop_id: 122 },
      { route_id: 2, version: 1, shift_id: 21, stop_id: 211 },
      { route_id: 2, version: 1, shift_id: 22, stop_id: 221 },
      { route_id: 4, version: 1, shift_id: 41, stop_id: 411 },
      { route_id: 4, version: 1, shift_id: 41, stop_id: 412 },
      { route_id: 5, version: 1, shift_id: 51, stop_id: 511 },
      { route_id: 5, version: 1, shift_id: 51, stop_id: 512 },
      { route_id: 6, version: 1, shift_id: 61, stop_id: 611 },
      { route_id: 7, version: 1, shift_id: 71, stop_id: 711 },
    ],
    reads: {
      planner:
        '1/118 1/120 1/122 2/111 2/112 2/113 2/118 2/121 1/211 1/221 1/411 1/412 1/511 1/512 1/611 1/711',
      [READERS]: '1/118 1/122 2/111 2/112 2/113 2/118 2/121 1/411 1/412 1/511 1/512 1/611 1/711',
      [COMMUNE]: '2/112 2/113 1/411 1/711',
      inspector: '1/118 1/120 2/111 1/211',
    },
    adds: [[{ route_id: 1, version: 3, shift_id: 11, stop_id: 111 }, 'planner']],
  },
  {
    table: 'stop_result',
    key: 'stop_id',
    rows: [
      { id: result(1), stop_id: 111, route_id: 1, recorded_by: 'inspector' },
      { id: result(2), stop_id: 112, route_id: 1, recorded_by: 'other' },
      { id: result(3), stop_id: 311, route_id: 3, recorded_by: 'other' },
      { id: result(4), stop_id: 221, route_id: 2, recorded_by: 'inspector' },
      { id: result(7), stop_id: 611, route_id: 6, recorded_by: 'inspector' },
      { id: result(8), stop_id: 412, route_id: 4, recorded_by: 'other' },
    ],
    reads: {
      planner: '111 112 221 311 412 611',
      [READERS]: '111 112 412 611',
      [COMMUNE]: '112',
      inspector: '111 611',
    },
    adds: [
      [{ id: result(9), stop_id: 111, recorded_by: ME }, 'inspector'],
      [{ id: result(9), stop_id: 111, recorded_by: 'other' }, ''],
      [{ id: result(9), stop_id: 112, recorded_by: ME }, ''],
    ],
  },
  {
    table: 'stop_photo',
    key: 'right(attachment_id::text, 3)',
    rows: [
      { result_id: result(1), attachment_id: photo(301) },
      { result_id: result(2), attachment_id: photo(302) },
    ],
    reads: { [CITY]: '301 302', [COMMUNE]: '302', inspector: '301' },
    adds: [
      [{ result_id: result(1), attachment_id: photo(303) }, 'inspector'],
      [{ result_id: result(2), attachment_id: photo(303) }, ''],
    ],
  },
];

export const ROUTES: readonly TableReach[] = [...PLANNED, ...STOPS];
