import { ME, type TableReach } from './try-reach.ts';

const CITY = 'analyst coordinator planner';
const COMMUNE = 'leader officer';

const paper = (last: number) => `00000000-0000-0000-0000-000000000${last}`;

/**
 * Tip 1 belongs to commune 1, the others to commune 2: the leader took in tips 3 and 4, of which 4 has been worked on
 * since, and the inspector took in tip 5.
 */
const TIPS: readonly TableReach[] = [
  {
    table: 'tip',
    rows: [
      { id: 1, commune_id: 1, received_by: 'other', version: 1 },
      { id: 2, commune_id: 2, received_by: 'other', version: 1 },
      { id: 3, commune_id: 2, received_by: 'leader', version: 1 },
      { id: 4, commune_id: 2, received_by: 'leader', version: 2 },
      { id: 5, commune_id: 2, received_by: 'inspector', version: 1 },
    ],
    reads: { [CITY]: '1 2 3 4 5', [COMMUNE]: '1' },
    adds: [
      [{ received_by: ME }, `${CITY} ${COMMUNE}`],
      [{ received_by: 'other' }, ''],
      [{ received_by: ME, source_id: 1 }, 'source'],
      [{ received_by: ME, source_id: 2 }, ''],
    ],
    changes: [['version = 3', { [CITY]: '1 2 3 4 5', [COMMUNE]: '1' }]],
  },
  {
    table: 'tip_transfer',
    // Of tip 1 commune 2 is asked, of tips 3 and 6 commune 1, which has refused tip 4; tip 2 is between others.
    rows: [
      { id: 1, tip_id: 1, from_commune_id: 1, to_commune_id: 2, state: 'pending' },
      { id: 2, tip_id: 2, from_commune_id: 2, to_commune_id: 3, state: 'pending' },
      { id: 3, tip_id: 3, from_commune_id: 2, to_commune_id: 1, state: 'pending' },
      { id: 4, tip_id: 4, from_commune_id: 2, to_commune_id: 1, state: 'refused' },
    ],
    reads: { [CITY]: '1 2 3 4', [COMMUNE]: '1 3 4' },
    adds: [
      [
        { tip_id: 1, from_commune_id: 1, to_commune_id: 3, asked_by: ME, state: 'pending' },
        `${CITY} ${COMMUNE}`,
      ],
      [{ tip_id: 1, from_commune_id: 1, to_commune_id: 3, asked_by: ME, state: 'taken' }, ''],
      [
        { tip_id: 1, from_commune_id: 1, to_commune_id: 3, asked_by: 'other', state: 'pending' },
        '',
      ],
      [{ tip_id: 1, from_commune_id: 2, to_commune_id: 3, asked_by: ME, state: 'pending' }, ''],
      [{ tip_id: 2, from_commune_id: 2, to_commune_id: 1, asked_by: ME, state: 'pending' }, CITY],
    ],
    changes: [
      [`state = 'ended', decided_by = '${ME}'`, { [CITY]: '1 2 3', [COMMUNE]: 'refused' }],
      ["state = 'ended', decided_by = 'other'", { [`${CITY} ${COMMUNE}`]: 'refused' }],
      [`state = 'taken', decided_by = '${ME}'`, { [`${CITY} ${COMMUNE}`]: 'refused' }],
    ],
  },
  {
    table: 'tip_event',
    key: 'tip_id',
    // Its commune is asked to take tip 3, and has refused tip 4.
    rows: [{ tip_id: 1 }, { tip_id: 2 }, { tip_id: 3 }, { tip_id: 4 }],
    reads: { [CITY]: '1 2 3 4', [COMMUNE]: '1 3' },
    adds: [
      [{ tip_id: 3, seq: 3, kind: 'transfer_refused', actor_id: ME }, COMMUNE],
      [{ tip_id: 3, seq: 3, kind: 'verified', actor_id: ME }, CITY],
      [{ tip_id: 4, seq: 3, kind: 'transfer_refused', actor_id: ME }, ''],
      [{ tip_id: 2, seq: 1, actor_id: ME }, `${CITY} ${COMMUNE} source`],
      [{ tip_id: 1, seq: 2, actor_id: ME }, `${CITY} ${COMMUNE}`],
      [{ tip_id: 2, seq: 2, actor_id: ME }, CITY],
      [{ tip_id: 1, seq: 1, actor_id: 'other' }, ''],
    ],
  },
  {
    table: 'paper_review',
    key: 'tip_event_id',
    rows: [{ tip_event_id: 1 }, { tip_event_id: 2 }],
    reads: { [CITY]: '1 2', [COMMUNE]: '1' },
    adds: [
      [{ tip_event_id: 1, reviewed_by: ME }, CITY],
      [{ tip_event_id: 1, reviewed_by: 'other' }, ''],
    ],
  },
  {
    table: 'attachment',
    key: 'right(id::text, 3)',
    rows: [
      { id: paper(401), point_id: 1, uploaded_by: 'other' },
      { id: paper(402), point_id: 2, uploaded_by: 'other' },
      { id: paper(403), tip_id: 1, uploaded_by: 'other' },
      { id: paper(404), tip_id: 2, uploaded_by: 'other' },
      { id: paper(405), route_id: 1, uploaded_by: 'inspector' },
      { id: paper(406), route_id: 1, uploaded_by: 'other' },
      // Photos of the results at stops 111 and 112.
      { id: paper(301), route_id: 1, uploaded_by: 'other' },
      { id: paper(302), route_id: 1, uploaded_by: 'other' },
    ],
    reads: {
      [CITY]: '301 302 401 402 403 404',
      [COMMUNE]: '302 401 403',
      inspector: '301 405',
    },
    adds: (
      [
        [{ point_id: 1, uploaded_by: ME }, `${CITY} ${COMMUNE}`],
        [{ point_id: 1, uploaded_by: 'other' }, ''],
        [{ point_id: 2, uploaded_by: ME }, CITY],
        [{ point_id: 4, uploaded_by: ME }, `${CITY} inspector`],
        [{ tip_id: 1, uploaded_by: ME }, `${CITY} ${COMMUNE}`],
        [{ tip_id: 2, uploaded_by: ME }, CITY],
        [{ tip_id: 3, uploaded_by: ME }, `${CITY} leader`],
        [{ tip_id: 4, uploaded_by: ME }, CITY],
        [{ tip_id: 5, uploaded_by: ME }, CITY],
        [{ route_id: 1, uploaded_by: ME }, 'inspector'],
        [{ route_id: 3, uploaded_by: ME }, ''],
        [{ route_id: 1, uploaded_by: 'other' }, ''],
      ] as const
    ).map(([row, persons]) => [{ id: paper(409), ...row }, persons]),
    changes: [
      [
        `withdrawn_by = '${ME}'`,
        {
          [CITY]: '301 302 401 402 403 404',
          [COMMUNE]: '302 401 403',
          inspector: '301 405',
        },
      ],
      ["withdrawn_by = 'other'", { [`${CITY} ${COMMUNE} inspector`]: 'refused' }],
    ],
  },
];

const REPLIES: readonly TableReach[] = [
  {
    table: 'reply',
    rows: [
      { id: 1, point_id: 1, commune_id: 1, state: 'draft' },
      { id: 2, point_id: 1, commune_id: 1, state: 'filed' },
      { id: 3, point_id: 2, commune_id: 2, state: 'draft' },
      { id: 4, point_id: 2, commune_id: 2, state: 'filed' },
      { id: 5, point_id: 3, commune_id: 2, state: 'draft' },
      { id: 6, point_id: 3, commune_id: 2, state: 'filed' },
      { id: 7, point_id: 4, commune_id: 2, state: 'draft' },
      { id: 8, point_id: 4, commune_id: 2, state: 'filed' },
    ],
    reads: { [CITY]: '2 4 6 8', [COMMUNE]: '1 2 6', inspector: '8' },
    adds: [
      [{ point_id: 1, commune_id: 1, state: 'draft', written_by: ME }, COMMUNE],
      [{ point_id: 1, commune_id: 1, state: 'filed', written_by: ME }, 'leader'],
      [{ point_id: 1, commune_id: 1, state: 'draft', written_by: 'other' }, ''],
      // Commune 2 leads for point 3.
      [{ point_id: 3, commune_id: 1, state: 'draft', written_by: ME }, ''],
      [{ point_id: 3, commune_id: 2, state: 'draft', written_by: ME }, ''],
      [{ point_id: 2, commune_id: 1, state: 'draft', written_by: ME }, ''],
    ],
  },
  {
    table: 'question_reply',
    rows: [
      { id: 1, commune_id: 1, state: 'draft' },
      { id: 2, commune_id: 1, state: 'filed' },
      { id: 3, commune_id: 2, state: 'draft' },
      { id: 4, commune_id: 2, state: 'filed' },
      // The city's own.
      { id: 5, commune_id: null, state: 'draft' },
      { id: 6, commune_id: null, state: 'filed' },
    ],
    reads: { 'analyst planner': '2 4 6', coordinator: '2 4 5 6', [COMMUNE]: '1 2' },
    adds: [
      [{ commune_id: 1, state: 'draft', written_by: ME }, COMMUNE],
      [{ commune_id: 1, state: 'filed', written_by: ME }, 'leader'],
      [{ commune_id: 1, state: 'draft', written_by: 'other' }, ''],
      [{ commune_id: 2, state: 'draft', written_by: ME }, ''],
      [{ commune_id: null, state: 'filed', written_by: ME }, 'coordinator'],
      [{ commune_id: null, state: 'draft', written_by: 'other' }, ''],
    ],
  },
];

/** A portal that hands in tips; nobody reads the list of them here. */
const SOURCES: TableReach = {
  table: 'tip_source',
  rows: [
    { id: 1, account_id: 'source' },
    { id: 2, account_id: 'other' },
  ],
};

export const TIPS_AND_REPLIES: readonly TableReach[] = [SOURCES, ...TIPS, ...REPLIES];
