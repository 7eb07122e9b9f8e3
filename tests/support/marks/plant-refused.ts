import { ROLES, type Permission } from '#server/contract/permission.ts';
import { mayByTable } from '#tests/support/accounts/role-table.ts';
import { COMMON_WRITE_BODY } from '#tests/support/requests/every-write.ts';
import { RIGHTS } from '#tests/support/requests/operations.ts';
import { freshKey, type TestClient } from '#tests/support/test-app.ts';

import type { Planter } from './planter.ts';

/**
 * Sends a word in a field that takes no word of a person's choice: a code of something known, the layout of a table, the
 * proof of a sign-in. Somebody who may use the form sends it. Gives the status of the answer.
 * @param field `POST /api/plans/{id}/results code`
 */
export async function plantRefused(planter: Planter, field: string): Promise<number> {
  const [method = '', address = '', name = ''] = field.split(' ');
  const client = await senderOf(planter, `${method} ${address}`);
  const path = address.replaceAll(/\{\w+\}/g, '1');
  const mark = planter.markOf(field);
  const response = FORMS.test(address)
    ? await client.request(path, { method, body: formWith(name, mark), headers: freshKey() })
    : await client.post(path, bodyWith(name, mark));
  await response.body?.cancel();
  return response.status;
}

/** Routes that take a form with a file. */
const FORMS = /-imports|\/gazetteers|\/roads|\/boundaries|\/former-names|\/attachments/;

function formWith(name: string, mark: string): FormData {
  const form = new FormData();
  form.append('file', new File([name === 'file' ? mark : 'a;b\n1;2'], 'bang.csv'));
  if (name !== 'file') form.append(name, mark);
  return form;
}

/** A body with everything that forms ask for, and the mark in one place of it. */
function bodyWith(name: string, mark: string): unknown {
  const place = (at: readonly string[]): unknown => {
    const [key, ...rest] = at;
    if (key === undefined) return mark;
    return key === '[]' ? [place(rest)] : { [key]: place(rest) };
  };
  return { ...COMMON_WRITE_BODY, ...(place(name.split('.')) as object) };
}

async function senderOf({ test }: Planter, route: string): Promise<TestClient> {
  const right = RIGHTS[route] ?? 'nobody';
  if (right === 'nobody' || right === 'sign-in' || right === 'source') return test.anonymous;
  const role = ROLES.find((one) => right === 'anyone' || mayByTable(one, right as Permission));
  return await test.as(role ?? 'analyst');
}
