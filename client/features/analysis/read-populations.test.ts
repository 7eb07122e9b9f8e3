import { describe, expect, it } from 'vitest';

import { readPopulations } from './read-populations.ts';

describe('pasted population lines', () => {
  it('are read with semicolons or tabs, grouped digits and empty lines between', () => {
    expect(readPopulations('00070; 150.000\n\n09700\t50 000\n')).toEqual({
      items: [
        { commune: '00070', people: 150_000 },
        { commune: '09700', people: 50_000 },
      ],
      badLine: null,
    });
  });

  it.each(['70; 5', '00070; năm nghìn', '00070', '00070; 0'])(
    'name the line that is none: %s',
    (bad) => {
      expect(readPopulations(`00070; 1\n${bad}`)).toEqual({ items: [], badLine: 2 });
    },
  );
});
