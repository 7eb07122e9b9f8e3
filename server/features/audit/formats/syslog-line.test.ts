import { describe, expect, it } from 'vitest';

import { syslogLine } from './syslog-line.ts';

const ENTRY = {
  seq: 7,
  id: '6b1d1a5e-5f0e-4c5e-8f4e-0a3c7f1d2e4b',
  place: 5,
  accountId: 'a1',
  at: '2026-03-01T02:15:00.123Z',
  account: { id: 'a1', username: 'analyst', name: 'Đỗ Thị "Hà"\n<13>1 forged' },
  role: 'analyst',
  action: 'point.eliminate',
  subjectKind: 'point',
  subjectId: '7',
  detail: { effectiveOn: '2026-02-01' },
  hash: 'b2'.repeat(32),
  previousHash: 'a1'.repeat(32),
};
/** Header of RFC 5424: priority, version, time, host, program, process, message id; then data and text. */
const MESSAGE =
  /^<(\d{1,3})>1 (\S{1,64}) (\S{1,255}) (\S{1,48}) (\S{1,128}) (\S{1,32}) (\[meta sequenceId="(\d+)"\]\[origin software="dia-ban"\]) \uFEFF(.*)\n$/;

describe('a syslog message', () => {
  it('has the header of RFC 5424 and the whole line of the log as its text', () => {
    const [, priority, at, host, program, process, id, , sequence, text] =
      MESSAGE.exec(syslogLine(ENTRY, 'diaban.example')) ?? [];
    expect([priority, at, host, program, process, id, sequence]).toEqual([
      '110',
      ENTRY.at,
      'diaban.example',
      'dia-ban',
      '-',
      'point.eliminate',
      '5',
    ]);
    expect(JSON.parse(text ?? '')).toEqual(ENTRY);
  });

  it('is one line whatever people are called, so that nobody forges a second one', () => {
    const line = syslogLine({ ...ENTRY, action: 'x\ny' }, 'a host\nname');
    expect(line.split('\n')).toHaveLength(2);
    expect(line).toMatch(MESSAGE);
  });

  it('is a notice where something was refused', () => {
    const refused = syslogLine({ ...ENTRY, action: 'session.sign_in_refused' }, '');
    expect(refused).toMatch(/^<109>1 \S+ - dia-ban - session\.sign_in_refused \[/);
  });

  it.each([
    [2_147_483_647, '2147483647'],
    [2_147_483_648, '1'],
  ])('counts line %d as %s: the standard knows no greater number', (place, counted) => {
    expect(MESSAGE.exec(syslogLine({ ...ENTRY, place }, ''))?.[8]).toBe(counted);
  });
});
