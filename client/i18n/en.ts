import { inLanguage } from './both.ts';
import { catalogue } from './catalogue.ts';
import { firstTextOf } from './first-text.ts';

/** All words in English. A build leaves the other language out: see `one-language.ts`. */
export const en = { ...firstTextOf('en'), ...inLanguage(catalogue, 'en') };
