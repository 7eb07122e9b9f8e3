import { describe, expect, it } from 'vitest';

import { judgeFolder, type FolderState } from './orphan-rules.ts';

const judge = (more: Partial<FolderState>) =>
  judgeFolder({ mark: 'a', identity: 'a', known: 1_000, unknown: 10, old: 10, ...more });
const ANOTHER = 'attachments.of_another_database';
const MANY = 'attachments.too_many_unknown';

describe('a folder of files', () => {
  it.each([
    [
      'is claimed where the database knows all of it',
      { mark: 'b', unknown: 0, old: 0 },
      true,
      null,
    ],
    ['is claimed unmarked where most of it is known', { mark: null, known: 10 }, true, null],
    ['is not claimed unmarked where less is known', { mark: null, known: 9 }, false, ANOTHER],
    [
      'is not claimed from another for a single file',
      { mark: 'b', unknown: 1, old: 0 },
      false,
      ANOTHER,
    ],
    ['is not claimed while it is empty', { mark: null, known: 0, unknown: 0, old: 0 }, false, null],
    ['is nobody’s where nothing of it is known', { mark: null, known: 0 }, false, ANOTHER],
  ])('%s', (_, given, claim, warning) => {
    expect(judge(given)).toEqual({ claim, warning });
  });

  it.each([
    ['ten are few', { known: 10 }, null],
    ['eleven of thirty are not', { known: 19, unknown: 11, old: 11 }, MANY],
    ['one in twenty is', { known: 950, unknown: 50, old: 50 }, null],
    ['a little more is not', { known: 950, unknown: 51, old: 51 }, MANY],
    ['ten are not where less than ten are known', { known: 9 }, MANY],
    ['many are no matter while they are young', { known: 950, unknown: 900, old: 0 }, null],
  ])('gives up its old orphans only when they are few: %s', (_, given, warning) => {
    expect(judge(given)).toEqual({ claim: false, warning });
  });
});
