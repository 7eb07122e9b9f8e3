import * as z from 'zod';

import { SECRET_VARIABLES } from '#server/configuration/secrets-from-files.ts';
import { CHAPTERS } from '#server/configuration/variables.ts';

export const CONFIGURATION_PAGE = 'server/deploy/CONFIGURATION.md';

/** Writes the page about the variables of the environment from their declaration. */
export function configurationPage(): string {
  return `# Configuration

Every variable of the environment that the product reads. This page is made by \`npm run configuration\` from their declaration
in \`server/configuration/variables.ts\`: change it there.

${Object.entries(CHAPTERS).map(chapter).join('\n')}
## Secrets in files

${SECRET_VARIABLES.map((name) => `\`${name}\``).join(', ')} are also read from the file that the same name with \`_FILE\` behind
it gives, or from systemd's credentials (\`LoadCredentialEncrypted=NAME:…\`).

## Own authorities

Where systems of your own network have certificates of your own authority, name its file (PEM) by Node's \`NODE_EXTRA_CA_CERTS\`.
`;
}

function chapter([title, variables]: [string, Readonly<Record<string, z.ZodType>>]): string {
  const rows = Object.entries(variables).map(
    ([name, variable]) => `| \`${name}\` | ${withoutIt(variable)} | ${variable.description} |\n`,
  );
  return `## ${title}\n\n| variable | default | what |\n|---|---|---|\n${rows.join('')}`;
}

/** Words for what holds where the variable is not set. */
function withoutIt(variable: z.ZodType): string {
  const words = variable.meta()?.['without'];
  if (typeof words === 'string') return words;
  const value = variable instanceof z.ZodDefault ? variable.def.defaultValue : undefined;
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? `\`${value}\`` : 'none';
}
