import { inLanguage } from './both.ts';
import { catalogue } from './catalogue.ts';
import { en as everyday } from './everyday-en.ts';

/** All words in English. A build leaves the other language out: see `one-language.ts`. */
export const en = { ...everyday, ...inLanguage(catalogue, 'en') };
