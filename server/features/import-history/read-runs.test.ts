import { describe, expect, it } from 'vitest';

import { whyNotUndo } from './read-runs.ts';

describe('an import', () => {
  const why = (run: { keepsRows: boolean; isUndone: boolean }, standing: number) =>
    whyNotUndo(run, standing, 'import.rows_not_kept');

  it('is undone once, while its rows are kept and nothing of it stands', () => {
    expect(why({ keepsRows: true, isUndone: false }, 0)).toBeNull();
    expect(whyNotUndo({ keepsRows: true, isUndone: false }, 1, 'point.not_found')).toBe(
      'point.not_found',
    );
    expect(why({ keepsRows: false, isUndone: false }, 0)).toBe('import.rows_not_kept');
    expect(why({ keepsRows: false, isUndone: true }, 1)).toBe('import.undone_already');
  });
});
