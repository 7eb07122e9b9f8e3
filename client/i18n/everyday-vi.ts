import { inLanguage } from './both.ts';
import { everyday } from './everyday.ts';
import { vi as first } from './first-vi.ts';

/** Words of the frame and of the work list in Vietnamese. A build leaves the other language out: see `one-language.ts`. */
export const vi = { ...first, ...inLanguage(everyday, 'vi') };
