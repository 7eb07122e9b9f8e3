import { expect } from 'vitest';

import type { InspectionObjectDetail } from '#server/contract/inspection-object.ts';
import { IN_HOAN_KIEM } from '#tests/support/points/register-acts.ts';
import type { TestClient } from '#tests/support/test-app.ts';

export const ENTRY = {
  name: 'Karaoke Bến Nước',
  category: 'KAR',
  address: 'Phố Thử',
  position: IN_HOAN_KIEM,
};
export const VISIT = { kind: 'regular', result: 'no_violation', inspectedOn: '2026-11-20' };

/** Enters businesses, and visits to them, as a person does who is signed in by the time of the first act. */
export function businessActs(by: () => TestClient) {
  const post = async (path: string, body: object): Promise<InspectionObjectDetail> => {
    const answer = await by().post(`/api/inspection-objects${path}`, body);
    expect(answer.status).toBe(200);
    return answer.json();
  };
  return {
    add: (more: object = {}) => post('', { ...ENTRY, ...more }),
    visit: (id: number, more: object = {}) => post(`/${id}/inspections`, { ...VISIT, ...more }),
  };
}
