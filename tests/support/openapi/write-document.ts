import { mkdirSync, writeFileSync } from 'node:fs';

import { interfaceDocument } from './document.ts';

/** The description as `/api/openapi.json` gives it; `npm run openapi` writes it for linters and generators. */
mkdirSync('.test-output', { recursive: true });
writeFileSync('.test-output/openapi.json', JSON.stringify(interfaceDocument(), null, 2));
console.log('.test-output/openapi.json');
