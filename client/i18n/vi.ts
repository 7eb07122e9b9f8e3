import { inLanguage } from './both.ts';
import { catalogue } from './catalogue.ts';
import { vi as everyday } from './everyday-vi.ts';

/** All words in Vietnamese. A build leaves the other language out: see `one-language.ts`. */
export const vi = { ...everyday, ...inLanguage(catalogue, 'vi') };
