import { can, type Permission } from '#server/contract/permission.ts';
import { ROLES } from '#server/contract/permission.ts';
import { listOperations } from '#tests/support/requests/openapi-fuzz.ts';
import { COMMON_WRITE_BODY } from '#tests/support/requests/every-write.ts';
import { interfaceDocument } from '#tests/support/openapi/document.ts';
import { RIGHTS } from '#tests/support/requests/operations.ts';

import { NothingThere, pick } from './city.ts';
import type { Move } from './moves.ts';

/** Every write of the OpenAPI document that a right of a role opens; files and answers of machines are left out. */
export const listWrites = () =>
  listOperations(interfaceDocument()).flatMap(({ method, path, body }) => {
    const operation = `${method} ${path}`;
    const right = RIGHTS[operation];
    const person =
      right !== undefined && !['nobody', 'sign-in', 'source', 'anyone'].includes(right);
    const form = body !== null && !body.type.includes('json');
    return method === 'GET' || !person || form ? [] : [{ operation, right: right as Permission }];
  });

let writes: ReturnType<typeof listWrites> | undefined;

/** Makes the move that tries any write of the document which no other move knows, with a likely body. */
export const anyMove = (known: readonly Move[]): Move => ({
  operation: 'any',
  roles: ROLES,
  weight: 2,
  ask(scene) {
    writes ??= listWrites().filter(
      (write) => !known.some(({ operation }) => operation === write.operation),
    );
    const open = writes.filter(({ right }) => can(scene.player.role, right));
    if (open.length === 0) throw new NothingThere();
    const { operation } = pick(scene, open);
    const path = operation
      .replace('POST ', '')
      .replaceAll(/\{\w+\}/g, () => String(1 + scene.random.below(70)));
    const body = {
      ...COMMON_WRITE_BODY,
      version: scene.random.below(6),
      effectiveOn: scene.today,
    };
    return { path, body };
  },
});
