import { PROJECT_ROOT } from '#server/program.ts';

import { buildProgram } from './program-build.ts';

await buildProgram(PROJECT_ROOT);
