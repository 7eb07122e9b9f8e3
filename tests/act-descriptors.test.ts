import { describe, expect, it } from 'vitest';

import { ACT_DESCRIPTORS } from '#client/features/points/acts/act-descriptors.ts';
import { ACTS } from '#server/contract/life-cycle.ts';
import { TRANSITIONS } from '#server/features/life-cycle/rules.ts';

describe('the acts of the dialogs', () => {
  it.each(ACTS)('says of “%s” what the rules of the server say', (act) => {
    const { permission, from, to } = ACT_DESCRIPTORS[act];
    expect({ permission, to, from: from.toSorted() }).toEqual({
      permission: TRANSITIONS[act].permission,
      to: TRANSITIONS[act].to,
      from: [...TRANSITIONS[act].from].toSorted(),
    });
  });
});
