import { inLanguage } from './both.ts';
import { everyday } from './everyday.ts';
import { en as first } from './first-en.ts';

/** Words of the frame and of the work list in English. A build leaves the other language out: see `one-language.ts`. */
export const en = { ...first, ...inLanguage(everyday, 'en') };
