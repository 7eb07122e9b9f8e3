import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';

/** Collects the default exports of `tests/features/<noun>/<name>.ts` for one name. */
export async function broughtByFeatures<Brought>(name: string): Promise<Brought[]> {
  const files = readdirSync('tests/features')
    .toSorted()
    .map((feature) => resolve('tests/features', feature, `${name}.ts`))
    .filter((file) => existsSync(file));
  const modules = await Promise.all(
    files.map((file) => import(file) as Promise<{ default: Brought }>),
  );
  return modules.map((one) => one.default);
}
