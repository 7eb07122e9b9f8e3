import { ME, type TableReach } from './try-reach.ts';

const COMMUNE = 'leader officer';
const BUSINESS_KEEPERS = 'planner coordinator';

/** Business 1 lies in commune 1; the inspector goes to business 2. */
export const BUSINESSES: readonly TableReach[] = [
  {
    table: 'inspection_object',
    rows: [
      { id: 1, commune_id: 1 },
      { id: 2, commune_id: 2 },
      { id: 3, commune_id: 2 },
    ],
    reads: { [BUSINESS_KEEPERS]: '1 2 3', [COMMUNE]: '1', inspector: '2' },
    adds: [
      [{ commune_id: 1, written_by: ME }, BUSINESS_KEEPERS],
      [{ commune_id: 1, written_by: 'other' }, ''],
    ],
    changes: [
      [`written_by = '${ME}'`, { [BUSINESS_KEEPERS]: '1 2 3' }],
      ["written_by = 'other'", { [BUSINESS_KEEPERS]: 'refused' }],
    ],
  },
  {
    table: 'inspection',
    rows: [
      { id: 1, object_id: 1, recorded_by: 'planner' },
      { id: 2, object_id: 2, recorded_by: 'inspector' },
      { id: 3, object_id: 3, recorded_by: 'other' },
      { id: 4, object_id: 1, recorded_by: 'leader' },
    ],
    reads: { [BUSINESS_KEEPERS]: '1 2 3 4', [COMMUNE]: '1 4', inspector: '2' },
    adds: [
      [{ object_id: 2, recorded_by: ME }, 'planner inspector'],
      [{ object_id: 1, recorded_by: ME }, 'planner'],
      [{ object_id: 2, recorded_by: 'other' }, ''],
    ],
    changes: [
      ['withdrawn_at = now()', { planner: '1', inspector: '2' }],
      ["recorded_by = 'other'", { 'planner inspector': 'refused' }],
    ],
  },
  {
    table: 'inspection_quota',
    rows: [
      { id: 1, commune_id: 1 },
      { id: 2, commune_id: 2 },
    ],
    reads: { [BUSINESS_KEEPERS]: '1 2', [COMMUNE]: '1' },
    adds: [
      [{ commune_id: 1, set_by: ME }, 'coordinator'],
      [{ commune_id: 1, set_by: 'other' }, ''],
    ],
  },
];
