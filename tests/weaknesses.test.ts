import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { breachesOf, type SeenWeakness, weaknessesIn } from './support/packages/weaknesses.ts';

/** As npm 10 writes it: a package with an advisory, and one that only brings it. */
const REPORT = {
  auditReportVersion: 2,
  vulnerabilities: {
    'zip-reader': {
      name: 'zip-reader',
      severity: 'high',
      via: [
        {
          source: 1,
          name: 'zip-reader',
          title: 'Reads beyond the end',
          url: 'https://github.com/advisories/GHSA-aaaa',
          severity: 'high',
          range: '<2.0.0',
        },
      ],
      fixAvailable: true,
    },
    'map-reader': { name: 'map-reader', severity: 'high', via: ['zip-reader'] },
  },
};
const TODAY = Date.parse('2026-11-27T00:00:00Z');
const seen = (on: string, reachable: boolean): SeenWeakness => ({
  id: 'https://github.com/advisories/GHSA-aaaa',
  seenOn: on,
  reachable,
  reason: 'the reader gets files of the operator alone',
});

describe('a known weakness of a package in production', () => {
  const found = weaknessesIn(REPORT);

  it('is found once, whoever brings the package', () => {
    expect(found).toMatchObject([{ packageName: 'zip-reader', severity: 'high' }]);
  });

  it('breaches the times where nobody has noted it', () => {
    expect(breachesOf(found, [], TODAY)).toEqual([
      'not noted: zip-reader: Reads beyond the end (high, https://github.com/advisories/GHSA-aaaa)',
    ]);
  });

  it.each([
    ['2026-11-25', true, false],
    ['2026-11-23', true, true],
    ['2026-10-29', false, false],
    ['2026-10-27', false, true],
  ])('noted on %s, reachable %s, is late: %s', (on, reachable, late) => {
    expect(breachesOf(found, [seen(on, reachable)], TODAY)).toHaveLength(late ? 1 : 0);
  });

  it('is never taken to be none because the registry was silent', () => {
    expect(() => weaknessesIn({ message: '405 Method Not Allowed' })).toThrow('gave no report');
  });
});

it('what is noted says why', () => {
  const noted = JSON.parse(
    readFileSync('tests/support/packages/seen-weaknesses.json', 'utf8'),
  ) as SeenWeakness[];
  expect(noted.filter(({ reason, seenOn }) => reason === '' || !/^\d{4}-/.test(seenOn))).toEqual(
    [],
  );
});
