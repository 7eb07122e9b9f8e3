import type { InspectionObjectDetail } from '#server/contract/inspection-object.ts';
import type { RouteOperation } from '#server/contract/route-edit.ts';

import { okJson } from './route-acts.ts';
import { prepareRoutes, type PreparedRoutes } from './prepared-routes.ts';

/** In the ward with the code 00070, by the areas drawn from centres. */
export const [LONGITUDE, LATITUDE] = [105.85, 21.032];

export type PreparedBusinesses = PreparedRoutes & {
  addObject: (name: string, east: number) => Promise<InspectionObjectDetail>;
  /** Never inspected; inspected this year without findings; with findings that are due again. */
  unseen: InspectionObjectDetail;
  clean: InspectionObjectDetail;
  due: InspectionObjectDetail;
};

export const objects = (...ids: number[]): RouteOperation => ({
  kind: 'add',
  way: { kind: 'objects', objectIds: ids },
});

/** A city with planners, teams, 300 closed places and three businesses in a commune with a quota of 30. */
export async function prepareBusinesses(
  options: Parameters<typeof prepareRoutes>[1] = {},
): Promise<PreparedBusinesses> {
  const ground = await prepareRoutes(300, options);
  const { planner, test } = ground;
  const addObject = (name: string, east: number): Promise<InspectionObjectDetail> =>
    okJson(
      planner.post('/api/inspection-objects', {
        name,
        category: 'KAR',
        address: 'Phố Thử',
        position: [LONGITUDE + east, LATITUDE],
      }),
    );
  const visit = (id: number, more: object) => {
    const body = { kind: 'regular', ...more };
    return okJson(planner.post(`/api/inspection-objects/${id}/inspections`, body));
  };
  const unseen = await addObject('Karaoke Bến Nước', 0);
  const clean = await addObject('Nhà nghỉ Sông', 0.0002);
  const due = await addObject('Mát xa Phố Mới', 0.0004);
  await visit(clean.id, { result: 'no_violation', inspectedOn: '2026-11-02' });
  await visit(due.id, { result: 'warning', inspectedOn: '2026-02-02' });
  const coordinator = await test.as('coordinator');
  const quota = { communeId: unseen.communeId, year: 2026, quota: 30, documentNumber: '06/KH' };
  await okJson(coordinator.post('/api/inspection-quotas', quota));
  return { ...ground, addObject, unseen, clean, due };
}
