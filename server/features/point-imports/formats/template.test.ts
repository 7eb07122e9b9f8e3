import { describe, expect, it } from 'vitest';

import { STATUS_BY_WORD, foldWord } from './category-words.ts';
import { guessMapping } from './column-mapping.ts';
import { TEMPLATE_COLUMNS } from './template.ts';

describe('the headings of a template', () => {
  it('are each understood as the field that they are for', () => {
    const { columns } = guessMapping(
      TEMPLATE_COLUMNS.map(({ heading }) => heading),
      [],
    );
    expect(columns).toEqual(
      Object.fromEntries(TEMPLATE_COLUMNS.map(({ field }, at) => [field, at])),
    );
  });

  it('name statuses that are understood', () => {
    const words = TEMPLATE_COLUMNS.find(({ field }) => field === 'status')?.words ?? '';
    const [named = ''] = words.split('.');
    expect(named.split(';').map((word) => STATUS_BY_WORD.get(foldWord(word)))).toEqual([
      'proposed',
      'active',
      'eliminated',
    ]);
  });
});
