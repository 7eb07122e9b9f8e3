// Runs a program of the server by its name: `node server/run.js main`, `node server/run.js cli/main points …`.
// From the sources where the loader of TypeScript is installed, else as `npm run build` made it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const [, , program = 'main', ...rest] = process.argv;
const built = join(import.meta.dirname, `../dist/program/server/${program}.js`);
// The program sees its own arguments alone.
process.argv.splice(1, process.argv.length, built, ...rest);

const hasLoader = await import('tsx').then(
  () => true,
  () => false,
);
if (hasLoader) await import(`./${program}.ts`);
else if (existsSync(built)) await import(built);
else {
  process.stderr.write(
    'The server is not built. Run "npm ci && npm run build", then start again.\n',
  );
  process.exit(1);
}
