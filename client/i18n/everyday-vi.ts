import { inLanguage } from './both.ts';
import { everyday } from './everyday.ts';
import { firstTextOf } from './first-text.ts';

/** Words of the frame and of the work list in Vietnamese. A build leaves the other language out: see `one-language.ts`. */
export const vi = { ...firstTextOf('vi'), ...inLanguage(everyday, 'vi') };
