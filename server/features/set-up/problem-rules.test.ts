import { expect, it } from 'vitest';

import { AppError } from '#server/contract/problem.ts';
import { UnusableBackup } from '#server/features/backups/formats/unusable-backup.ts';

import { problemOf } from './problem-rules.ts';

const withCode = (code: string) => Object.assign(new Error('no room'), { code });

it('a backup that cannot be used here says why', () => {
  const reasons = ['none', 'damaged', 'newer', 'other_program', 'in_use'] as const;
  expect(reasons.map((reason) => problemOf(new UnusableBackup(reason, 'words')))).toEqual([
    'set_up.no_backup',
    'set_up.damaged',
    'set_up.newer',
    'set_up.other_program',
    'set_up.used',
  ]);
});

it('a disk without room is named, whether files or tables found it full', () => {
  for (const code of ['ENOSPC', 'EDQUOT', '53100']) {
    expect(problemOf(withCode(code))).toBe('set_up.disk_full');
  }
});

it('a refusal of the restore keeps its code, and anything else is a failure', () => {
  expect(problemOf(new AppError('set_up.cut'))).toBe('set_up.cut');
  expect(problemOf(new AppError('set_up.too_slow'))).toBe('set_up.too_slow');
  expect(problemOf(new AppError('set_up.demonstration'))).toBe('set_up.demonstration');
  for (const error of [
    new AppError('set_up.wrong_code'),
    new AppError('server.internal'),
    withCode('ENOENT'),
    'thrown',
  ]) {
    expect(problemOf(error)).toBe('set_up.failed');
  }
});
