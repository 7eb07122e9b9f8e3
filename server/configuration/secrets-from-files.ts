import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { VARIABLES } from './variables.ts';

type Environment = Record<string, string | undefined>;

/** Variables that hold a secret, or an address with one in it. */
export const SECRET_VARIABLES = Object.entries(VARIABLES)
  .filter(([, variable]) => variable.meta()?.['secret'] === true)
  .map(([name]) => name);

/**
 * Takes secrets from where a keeper of secrets puts them: from the file that `NAME_FILE` names (Docker, Kubernetes, the
 * agent of a vault), or from the file `NAME` in the folder of credentials of systemd, which decrypts them for this service
 * alone. A variable that is set itself is left as it is. Throws where a named file cannot be read, and where both are set.
 */
export function withSecretsFromFiles(environment: Environment): Environment {
  const found: Environment = { ...environment };
  for (const name of SECRET_VARIABLES) {
    const file = fileOf(name, environment);
    if (file !== null) found[name] = readSecret(name, file);
  }
  return found;
}

function fileOf(name: string, environment: Environment): string | null {
  const named = environment[`${name}_FILE`];
  if (named !== undefined) {
    if (environment[name] === undefined) return named;
    throw new Error(`${name} and ${name}_FILE are both set: one of them is wrong`);
  }
  const folder = environment['CREDENTIALS_DIRECTORY'];
  if (folder === undefined || environment[name] !== undefined) return null;
  const credential = join(folder, name);
  return existsSync(credential) ? credential : null;
}

function readSecret(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Error(`${name}: the file ${file} cannot be read`, { cause: error });
  }
}
