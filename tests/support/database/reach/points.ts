import { type Adds, ME, type TableReach } from './try-reach.ts';

const CITY = 'analyst coordinator planner';
const COMMUNE = 'leader officer';

/**
 * Point 1 lies in commune 1, points 2, 4, 6 and 7 in commune 2, point 3 in both, point 5 in none yet. The inspector
 * proposed point 4, goes to point 6 today and kept a result of point 7.
 */
const POINT_NUMBERS = [1, 2, 3, 4, 5, 6, 7];
const SEEN_POINTS = { [CITY]: '1 2 3 4 5 6 7', [COMMUNE]: '1 3', inspector: '4 6 7' };

/** Rows that speak of a point and are within reach exactly where the point is. */
const WITH_POINT = { key: 'point_id', reads: SEEN_POINTS };
const BY_POINT = POINT_NUMBERS.map((point_id) => ({ point_id }));

/** Rows beside the acts that were annulled: by cycle, by who annulled, by kind. */
const BESIDE_ACTS = [
  { point_id: 1, cycle: 1 },
  { point_id: 1, cycle: 2 },
  { point_id: 2, cycle: 1 },
  { point_id: 3, cycle: 1 },
  { point_id: 4, cycle: 1 },
];

const added = (column: string, row: object = {}): Adds => [
  [{ ...row, [column]: 1 }, `${CITY} ${COMMUNE}`],
  [{ ...row, [column]: 2 }, CITY],
  [{ ...row, [column]: 4 }, `${CITY} inspector`],
];

/** Five kinds of act and their annulments: point 1 by the analyst, 2 by another, 3 corrected, 4 of another kind. */
function annulledActs(): Record<string, unknown>[] {
  const kinds = ['checked', 'recognised', 'handover_proposed', 'recurrence_suspected'];
  const annulled = (point: number, kind: string, by: string, how: string, at: number) => {
    const id = 1000 * point + 10 * at;
    const detail = { attempt: 1, signalId: 10 * point + 1 };
    return [
      { id, point_id: point, cycle: 1, seq: id, kind, detail, actor_id: 'other' },
      { id: id + 1, point_id: point, cycle: 1, seq: id + 1, kind: how, actor_id: by, corrects: id },
    ];
  };
  return [
    ...kinds.flatMap((kind, at) => annulled(1, kind, 'analyst', 'annulled', at)),
    ...kinds.flatMap((kind, at) => annulled(2, kind, 'other', 'annulled', at)),
    ...kinds.flatMap((kind, at) => annulled(3, kind, 'analyst', 'corrected', at)),
    ...annulled(4, 'noted', 'analyst', 'annulled', 9),
  ];
}

const PLACES: readonly TableReach[] = [
  {
    table: 'point',
    rows: [
      { id: 1, proposed_by: 'other' },
      { id: 2, proposed_by: 'other' },
      { id: 3, proposed_by: 'other' },
      { id: 4, proposed_by: 'inspector' },
      { id: 5, proposed_by: 'leader' },
      { id: 6, proposed_by: 'other' },
      { id: 7, proposed_by: 'other' },
    ],
    reads: SEEN_POINTS,
    adds: [[{ id: 9 }, `${CITY} ${COMMUNE} inspector`]],
    changes: [['version = 2', SEEN_POINTS]],
  },
  {
    table: 'point_commune',
    key: 'point_id',
    rows: [
      { point_id: 1, commune_id: 1, lead: true },
      { point_id: 2, commune_id: 2, lead: true },
      { point_id: 3, commune_id: 1, lead: false },
      { point_id: 3, commune_id: 2, lead: true },
      { point_id: 4, commune_id: 2, lead: true },
      { point_id: 6, commune_id: 2, lead: true },
      { point_id: 7, commune_id: 2, lead: true },
    ],
    reads: { [CITY]: '1 2 3 3 4 6 7', [COMMUNE]: '1 3 3', inspector: '4 6 7' },
    adds: [
      [{ point_id: 1, commune_id: 9 }, `${CITY} ${COMMUNE}`],
      [{ point_id: 2, commune_id: 1 }, CITY],
      [{ point_id: 4, commune_id: 9 }, `${CITY} inspector`],
      // Just proposed by the leader, and in no commune yet.
      [{ point_id: 5, commune_id: 9 }, `${CITY} leader`],
    ],
    removes: { [CITY]: '1 2 3 3 4 6 7', [COMMUNE]: '1 3 3', inspector: '4 6 7' },
  },
  {
    ...WITH_POINT,
    table: 'point_alias',
    rows: POINT_NUMBERS.map((point_id) => ({ point_id, name: 'Tên' })),
    adds: added('point_id', { name: 'Khác' }),
    removes: SEEN_POINTS,
  },
  {
    ...WITH_POINT,
    table: 'point_flag',
    rows: POINT_NUMBERS.map((point_id) => ({ point_id, flag: 'check_due', from_on: '2026-01-01' })),
    adds: added('point_id', { flag: 'unchecked', from_on: '2026-01-01' }),
    removes: SEEN_POINTS,
  },
  {
    ...WITH_POINT,
    table: 'import_claim',
    rows: BY_POINT,
    adds: added('point_id'),
    removes: SEEN_POINTS,
  },
  {
    ...WITH_POINT,
    table: 'check_photo',
    rows: POINT_NUMBERS.map((point_id) => ({
      point_id,
      attachment_id: `00000000-0000-0000-0000-00000000010${point_id}`,
    })),
    adds: added('point_id', { attachment_id: '00000000-0000-0000-0000-000000000109' }),
  },
  {
    key: 'record_id',
    reads: SEEN_POINTS,
    table: 'record_presence',
    rows: POINT_NUMBERS.map((record_id) => ({
      kind: 'point',
      record_id,
      account_id: record_id === 3 ? 'leader' : 'other',
    })),
    adds: [
      ...added('record_id', { kind: 'point', account_id: ME }),
      [{ kind: 'point', record_id: 1, account_id: 'other' }, ''],
    ],
    changes: [
      ['seen_at = now()', { leader: '3' }],
      ["account_id = 'other'", { leader: 'refused' }],
    ],
  },
];

const LIVES: readonly TableReach[] = [
  {
    table: 'event',
    rows: annulledActs(),
    adds: [
      [{ point_id: 1, seq: 9, kind: 'noted', actor_id: ME }, `${CITY} ${COMMUNE}`],
      [{ point_id: 2, seq: 9, kind: 'noted', actor_id: ME }, CITY],
      [{ point_id: 4, seq: 9, kind: 'noted', actor_id: ME }, `${CITY} inspector`],
      [{ point_id: 1, seq: 9, kind: 'noted', actor_id: 'other' }, ''],
    ],
  },
  {
    table: 'cycle',
    key: "point_id || '/' || number",
    rows: BESIDE_ACTS.map(({ point_id, cycle }) => ({ point_id, number: cycle })),
    reads: { [CITY]: '1/1 1/2 2/1 3/1 4/1', [COMMUNE]: '1/1 1/2 3/1', inspector: '4/1' },
    adds: added('point_id', { number: 9 }),
    removes: { analyst: '1/1' },
  },
  {
    table: 'check_record',
    key: "point_id || '/' || cycle",
    rows: BESIDE_ACTS.map((row, event_id) => ({ event_id, ...row })),
    reads: { [CITY]: '1/1 1/2 2/1 3/1 4/1', [COMMUNE]: '1/1 1/2 3/1', inspector: '4/1' },
    adds: added('point_id', { event_id: 9 }),
    removes: { analyst: '1/1' },
  },
  {
    table: 'handover',
    key: "point_id || '/' || cycle || '/' || attempt",
    rows: [...BESIDE_ACTS, { point_id: 1, cycle: 1, attempt: 2 }].map((row) => ({
      attempt: 1,
      ...row,
    })),
    reads: {
      [CITY]: '1/1/1 1/1/2 1/2/1 2/1/1 3/1/1 4/1/1',
      [COMMUNE]: '1/1/1 1/1/2 1/2/1 3/1/1',
      inspector: '4/1/1',
    },
    adds: added('point_id'),
    removes: { analyst: '1/1/1' },
  },
  {
    table: 'reply_request',
    key: "point_id || '/' || cycle",
    rows: BESIDE_ACTS,
    reads: { [CITY]: '1/1 1/2 2/1 3/1 4/1', [COMMUNE]: '1/1 1/2 3/1', inspector: '4/1' },
    adds: [
      [{ point_id: 1, cycle: 9 }, CITY],
      [{ point_id: 4, cycle: 9 }, CITY],
    ],
    removes: { analyst: '1/1' },
  },
];

const SIGNALS: readonly TableReach[] = [
  {
    table: 'signal',
    rows: [
      { id: 11, point_id: 1, cycle: 1 },
      { id: 12, point_id: 1, cycle: 1 },
      { id: 13, point_id: 1, cycle: 2 },
      { id: 21, point_id: 2, cycle: 1 },
      { id: 31, point_id: 3, cycle: 1 },
      { id: 41, point_id: 4, cycle: 1 },
      // Without a point, but near one or out of a tip.
      { id: 51, near_point_id: 1 },
      { id: 52, near_point_id: 2 },
      { id: 53, tip_id: 1 },
      { id: 54, tip_id: 2 },
    ],
    reads: {
      [CITY]: '11 12 13 21 31 41 51 52 53 54',
      [COMMUNE]: '11 12 13 31 51 53',
      inspector: '41',
    },
    adds: [
      [{ point_id: 1, raised_by: ME }, `${CITY} ${COMMUNE}`],
      [{ point_id: 2, raised_by: ME }, CITY],
      [{ point_id: 4, raised_by: ME }, `${CITY} inspector`],
      [{ point_id: 1, raised_by: 'other' }, ''],
    ],
    changes: [
      [
        'version = 2',
        {
          [CITY]: '11 12 13 21 31 41 51 52 53 54',
          [COMMUNE]: '11 12 13 31',
          inspector: '41',
        },
      ],
      // Not onto a point out of reach, not even a signal that is near a point within it.
      [
        'point_id = 2, near_point_id = 1',
        {
          [CITY]: '11 12 13 21 31 41 51 52 53 54',
          [COMMUNE]: 'refused',
          inspector: 'refused',
        },
      ],
    ],
    removes: { analyst: '11' },
  },
  {
    table: 'signal_appeal',
    key: 'point_id',
    rows: BY_POINT,
    reads: SEEN_POINTS,
    adds: [
      [{ point_id: 1, commune_id: 1, raised_by: ME }, 'leader'],
      [{ point_id: 1, commune_id: 1, raised_by: 'other' }, ''],
      [{ point_id: 1, commune_id: 2, raised_by: ME }, ''],
      [{ point_id: 2, commune_id: 1, raised_by: ME }, ''],
    ],
    changes: [
      [`answered_by = '${ME}'`, { [CITY]: '1 2 3 4 5 6 7' }],
      ["answered_by = 'other'", { [CITY]: 'refused' }],
    ],
  },
  {
    table: 'rematch',
    rows: [{ id: 1 }],
    reads: { [`${CITY} admin`]: '1' },
    adds: [[{ key: 'x' }, `${CITY} admin`]],
    changes: [['done = 1', { [`${CITY} admin`]: '1' }]],
  },
  {
    table: 'rematch_difference',
    key: 'signal_id',
    rows: [{ rematch_id: 1, signal_id: 1 }],
    reads: { [CITY]: '1' },
  },
];

export const POINTS: readonly TableReach[] = [...PLACES, ...LIVES, ...SIGNALS];
