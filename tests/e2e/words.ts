import { makeFormat } from '#client/i18n/format.ts';
import { vi } from '#client/i18n/vi.ts';

/** Words of the screens, from the catalogue itself: a better word there breaks no test here. */
export const words = vi;
export const format = makeFormat('vi', vi.common);
