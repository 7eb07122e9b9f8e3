import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { ROW_REASONS } from '#server/contract/import-row-text.ts';
import { PROBLEMS } from '#server/contract/features/all.ts';

import { vi } from './vi.ts';

/** Messages in which a banned word has its other, right sense. */
const RIGHT_SENSE: Readonly<Record<string, readonly string[]>> = {
  'có cơ sở': ['businessImports.nothingNew', 'inspections.'],
  'hoạt động trở lại': [
    'inspections.reopenTitle',
    'inspection_object.closed',
    'signal.earlier_cycle',
  ],
  'khiếu nại': ['tips.kind.complaint'],
  'công bố': ['services.telephoneMore'],
  gõ: ['session.wrong_credentials'],
  'tối ưu': ['routes.outsideOptimiser.'],
  'đang mở': ['accounts.open', 'accounts.disableRecord', 'settings.noSessions'],
};

type Message = { path: string; text: string };

function messages(value: unknown, path: string): Message[] {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, part]) =>
      messages(part, path === '' ? key : `${path}.${key}`),
    );
  }
  // A function is read as its source: its sentence stands in it.
  return [{ path, text: String(value).normalize('NFC') }];
}

const all = [
  ...messages(vi, ''),
  ...Object.entries({ ...PROBLEMS, ...ROW_REASONS }).map(([path, { vi: text }]) => ({
    path,
    text,
  })),
];

/** Reads the rows of the glossary: the word to use, and the words never to use for it. */
function glossary(): { use: string; never: string[] }[] {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8').normalize('NFC');
  return readme
    .split('\n')
    .filter((line) => /^\| .* \| .* \| .* \|$/.test(line) && !/^\| (use|-)/.test(line))
    .map((line) => {
      const [use = '', , never = ''] = line.slice(2, -2).split(' | ');
      return { use, never: never.split('; ').filter((word) => word !== '–') };
    });
}

function holds({ text }: Message, word: string): boolean {
  return new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'iu').test(text);
}

const rows = glossary();

describe('the glossary of the catalogue', () => {
  it('stands in the guide of this room', () => {
    expect(rows.length).toBeGreaterThanOrEqual(60);
    expect(rows.flatMap(({ never }) => never).length).toBeGreaterThanOrEqual(50);
  });

  it.each(rows.flatMap(({ use, never }) => never.map((word) => ({ use, word }))))(
    'says “$use”, never “$word”',
    ({ word }) => {
      const allowed = RIGHT_SENSE[word] ?? [];
      const found = all.filter(
        (message) => holds(message, word) && !allowed.some((path) => message.path.includes(path)),
      );
      expect(found).toEqual([]);
    },
  );

  it('allows no exception that has become needless', () => {
    const needless = Object.entries(RIGHT_SENSE).flatMap(([word, paths]) =>
      paths.filter(
        (path) => !all.some((message) => message.path.includes(path) && holds(message, word)),
      ),
    );
    expect(needless).toEqual([]);
  });
});
