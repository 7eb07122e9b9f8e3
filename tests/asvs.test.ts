import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { checkEvidence } from './support/asvs/check-evidence.ts';
import { OF_LEVEL_2, REQUIRED } from './support/asvs/required.ts';
import { textOfFile } from './support/asvs/text-of-file.ts';

const page = readFileSync('server/deploy/ASVS.md', 'utf8');
const faultsIn = (changed: string, known?: readonly string[]) =>
  checkEvidence(changed, textOfFile, known).faults;

describe('the evidence for OWASP ASVS 5.0', () => {
  it('has a line for each of the 246 requirements of level 2, and for level 3 of V8 and V16', () => {
    expect([OF_LEVEL_2, new Set(REQUIRED).size]).toEqual([246, 253]);
    expect(faultsIn(page)).toEqual([]);
  });

  it('is missed where a line is gone, twice, or says nothing', () => {
    const line = /^\| 1\.2\.4 .*$/m.exec(page)?.[0] ?? '';
    expect(faultsIn(page.replace(line, ''))).toEqual(['1.2.4: no line']);
    expect(faultsIn(page.replace(line, `${line}\n${line}`))).toEqual(['1.2.4: twice']);
    for (const [evidence, fault] of [
      ['done', 'no evidence'],
      ['n/a: no', 'no reason'],
      ['`tests/no-such.test.ts` “x”', 'there is no tests/no-such.test.ts'],
      ['`package.json` “no such words”', 'package.json does not say “no such words”'],
      ['open: nobody has done it', 'open, not known to be'],
    ]) {
      const changed = page.replace(line, `| 1.2.4 | SQL | ${evidence} |`);
      expect(faultsIn(changed)).toEqual([`1.2.4: ${fault}`]);
    }
  });

  it('takes nothing for open that is met', () => {
    expect(faultsIn(page, [...openIn(page), '1.2.4'])).toEqual(['1.2.4: known open, but is not']);
  });
});

const openIn = (text: string) =>
  [...text.matchAll(/^\| ([\d.]+) \| .*\| open:/gm)].map(([, number = '']) => number);
