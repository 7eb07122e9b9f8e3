import { resolve } from 'node:path';

import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { backupOfArguments } from './backup-arguments.ts';

let said: string[];
beforeEach(() => {
  said = [];
  vi.spyOn(console, 'error').mockImplementation((words: string) => void said.push(words));
});
afterEach(() => {
  vi.restoreAllMocks();
});

it('a command reads the file of a backup, and the hash that was noted when it was taken', () => {
  expect(backupOfArguments('restore', ['a.dump'])).toEqual({
    file: resolve('a.dump'),
    noted: null,
  });
  expect(backupOfArguments('restore', ['--noted', 'abc', '/b/a.dump'])).toEqual({
    file: '/b/a.dump',
    noted: 'abc',
  });
  expect(said).toEqual([]);
});

it('a command says what it takes where no file is named, or more than one', () => {
  expect(backupOfArguments('restore', [])).toBeNull();
  expect(backupOfArguments('check-backup', ['a', 'b'])).toBeNull();
  expect(said).toEqual([
    'restore takes the name of a file that backup wrote.',
    'check-backup takes the name of a file that backup wrote.',
  ]);
});
