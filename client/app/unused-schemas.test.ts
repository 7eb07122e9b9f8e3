import { expect, it } from 'vitest';

import { withPureConstants } from './unused-schemas.ts';

it('lets the bundler leave out a constant that is the answer of a call, and touches nothing else', () => {
  const source = `import * as z from 'zod';
export const Code = z.string().min(1);
const sizes = [1, 2], Both = z.object({ code: Code });
export function read() { const inner = z.string(); return inner; }
`;
  expect(withPureConstants(source)).toBe(`import * as z from 'zod';
export const Code = /* @__PURE__ */ (() => z.string().min(1))();
const sizes = [1, 2], Both = /* @__PURE__ */ (() => z.object({ code: Code }))();
export function read() { const inner = z.string(); return inner; }
`);
});
