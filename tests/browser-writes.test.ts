import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const files = readdirSync('client', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  .map((file) => [file, readFileSync(`client/${file}`, 'utf8')] as const);

const filesWith = (pattern: RegExp) =>
  files
    .filter(([, text]) => pattern.test(text))
    .map(([file]) => file)
    .toSorted();

describe('writing in the browser', () => {
  it('draws its keys in the form and in the outbox, and nowhere else', () => {
    expect(filesWith(/\b(newIdempotencyKey|randomUUID)\b|(?<!\.)\bonce\(key/)).toEqual([
      'api/call.ts',
      // Writes that keep no key of their own: a lost answer is followed by the same key.
      'api/keyed-fetch.ts',
      // One for one intention, over a reload too.
      'forms/draft-keeper.ts',
      // The act of a form whose own write was refused: sent as a proposal, after its paper.
      'forms/propose-instead.tsx',
      'offline/outbox/new-entry.ts',
    ]);
  });

  it('takes the limits of its fields from the contract; only searches say theirs themselves', () => {
    expect(filesWith(/\bmaxLength=/)).toEqual([
      'app/map/panel/filter-form.tsx',
      'features/checks/report-activity.tsx',
      'features/services/directory.tsx',
      'search/search-box.tsx',
      'ui/words-filter.tsx',
    ]);
  });
});
