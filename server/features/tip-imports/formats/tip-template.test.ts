import { describe, expect, it } from 'vitest';

import { readChannel, readHeadings, readKind } from './column-words.ts';
import { TIP_COLUMNS, writeTipTemplate } from './tip-template.ts';

const wordsOf = (heading: string) =>
  TIP_COLUMNS.find((column) => column.heading === heading)?.words.split('; ') ?? [];

describe('the template of tips', () => {
  it('has headings that are understood, each as a field of its own', () => {
    const fields = readHeadings(TIP_COLUMNS.map(({ heading }) => heading));
    expect(fields).not.toContain(null);
    expect(new Set(fields).size).toBe(fields.length);
  });

  it('names kinds and channels that are understood', () => {
    expect(wordsOf('Loại tin').map(readKind)).not.toContain(null);
    expect(wordsOf('Kênh').map(readChannel)).not.toContain(null);
  });

  it('is a table with one row, its headings', async () => {
    const text = new TextDecoder().decode(await writeTipTemplate('csv', []));
    expect(text.trim().split('\r\n')).toHaveLength(1);
    expect(text).toContain('Số tin;Loại tin;Kênh');
  });
});
