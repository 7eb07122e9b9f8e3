import { inLanguage } from './both.ts';
import { catalogue } from './catalogue.ts';
import { firstTextOf } from './first-text.ts';

/** All words in Vietnamese. A build leaves the other language out: see `one-language.ts`. */
export const vi = { ...firstTextOf('vi'), ...inLanguage(catalogue, 'vi') };
