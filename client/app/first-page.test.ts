import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const VALUES = /^(?:import|export)\s(?!type\b)(?:[^'";]*?\sfrom\s)?'([#.][^']+\.tsx?)'/gm;

/** Files that are there when the sign-in is drawn: what the page starts with, and the screen itself. */
function filesOfTheSignIn(): string[] {
  const files = new Set(['client/main.tsx', 'client/features/session/sign-in-screen.tsx']);
  for (const file of files) {
    for (const [, path = ''] of readFileSync(join(ROOT, file), 'utf8').matchAll(VALUES)) {
      const to = path.startsWith('#') ? path.slice(1) : join(dirname(file), path);
      if (existsSync(join(ROOT, to))) files.add(to);
    }
  }
  return [...files];
}

it('the sign-in takes its words from those that are there from the start', () => {
  const files = filesOfTheSignIn().filter((file) => file !== 'client/i18n/use-text.ts');
  expect(files).toContain('client/ui/problem-notice.tsx');
  const takingAll = files.filter((file) =>
    /\buseText\b|i18n\/(vi|en|catalogue)\.ts/.test(readFileSync(join(ROOT, file), 'utf8')),
  );
  expect(takingAll).toEqual([]);
});

it('the sign-in loads no library of schemas, none of components, and no outbox', () => {
  const files = filesOfTheSignIn();
  const tooMuch = files.filter(
    (file) =>
      file.startsWith('client/offline/outbox/') ||
      /^import (?!type\b).*from '(zod|@mantine\/.*)'/m.test(readFileSync(join(ROOT, file), 'utf8')),
  );
  expect(tooMuch).toEqual([]);
});
