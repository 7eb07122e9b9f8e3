import { describe, expect, it } from 'vitest';

import type { RestoreState } from './contract/set-up.ts';
import { createSetUp, holdsRequests, isCode, isRestoring, NO_CONTROL } from './set-up.ts';

describe('the code of the operator', () => {
  it('is the configured one, with spaces around it too, and no other', () => {
    const service = createSetUp('a code of set-up', NO_CONTROL);
    expect(service.code).toBe('a code of set-up');
    expect(isCode(service, ' a code of set-up\n')).toBe(true);
    for (const given of ['a code of set-u', 'a code of set-up.', '', 'A code of set-up']) {
      expect([given, isCode(service, given)]).toEqual([given, false]);
    }
  });

  it('is drawn anew for each process where none is configured, twenty letters long', () => {
    const [one, other] = [createSetUp(null, NO_CONTROL), createSetUp(null, NO_CONTROL)];
    expect(one.code).toMatch(/^[\w-]{20}$/);
    expect(one.code).not.toBe(other.code);
  });
});

describe('a restore', () => {
  const inPhase = (phase: RestoreState['phase']) => ({
    ...createSetUp(null, NO_CONTROL),
    restore: { phase } as RestoreState,
  });
  const PHASES = ['receiving', 'checking', 'loading', 'files', 'starting', 'ready', 'failed'];
  const phasesWhere = (test: typeof isRestoring) =>
    PHASES.filter((phase) => test(inPhase(phase as RestoreState['phase'])));

  it('is under way from the arrival of its file until it is ready or has failed', () => {
    expect(phasesWhere(isRestoring)).toEqual(PHASES.slice(0, 5));
    expect(isRestoring(createSetUp(null, NO_CONTROL))).toBe(false);
  });

  it('holds other requests only while the tables and files are written and the program starts', () => {
    expect(phasesWhere(holdsRequests)).toEqual(['loading', 'files', 'starting']);
    expect(holdsRequests(createSetUp(null, NO_CONTROL))).toBe(false);
  });
});
