import { describe, expect, it } from 'vitest';

import {
  allColumns,
  ariaSort,
  DEFAULT_COLUMNS,
  movedColumn,
  nextOrder,
  readColumns,
  withColumn,
} from './table-columns.ts';

describe('the columns of the table', () => {
  it('are those of the address that exist, each once, or the default ones', () => {
    expect(readColumns('name,colour,name,code')).toEqual(['name', 'code']);
    expect(readColumns('colour,urgency')).toEqual(DEFAULT_COLUMNS);
    expect(readColumns(undefined)).toEqual(DEFAULT_COLUMNS);
  });

  it('are chosen and left, but never all left', () => {
    expect(withColumn(['name'], 'code')).toEqual(['name', 'code']);
    expect(withColumn(['name', 'code'], 'name')).toEqual(['code']);
    expect(withColumn(['code'], 'code')).toEqual(['code']);
    expect(allColumns(['name', 'code']).slice(0, 3)).toEqual(['name', 'code', 'category']);
    expect(new Set(allColumns(['name'])).size).toBe(11);
  });

  it('are moved by one place, and not beyond the ends', () => {
    expect(movedColumn(['name', 'code', 'since'], 'code', -1)).toEqual(['code', 'name', 'since']);
    expect(movedColumn(['name', 'code', 'since'], 'code', 1)).toEqual(['name', 'since', 'code']);
    expect(movedColumn(['name', 'code'], 'name', -1)).toEqual(['name', 'code']);
    expect(movedColumn(['name', 'code'], 'code', 1)).toEqual(['name', 'code']);
  });

  it('are sorted by a press: first what is looked for above, then the other way round', () => {
    expect(nextOrder('recurrences', '-urgency')).toBe('-recurrences');
    expect(nextOrder('recurrences', '-recurrences')).toBe('recurrences');
    expect(nextOrder('name', '-recurrences')).toBe('name');
    expect(nextOrder('name', 'name')).toBe('-name');
    expect(ariaSort('name', '-name')).toBe('descending');
    expect(ariaSort('name', 'name')).toBe('ascending');
    expect(ariaSort('name', 'code')).toBe('none');
  });
});
