import type { PointStatus } from '#server/contract/point.ts';
import { STATUS_COLOURS } from '#server/contract/status-look.ts';

/** Every colour of the product, once per scheme; screens, canvas and print take them from here. */
export type Tokens = {
  /** Behind everything. */
  page: string;
  /** Panels, header, fields. */
  surface: string;
  /** Rows under the pointer, table heads, wells. */
  sunken: string;
  border: string;
  /** Outlines of fields and buttons: at least 3:1 on the surface. */
  borderStrong: string;
  text: string;
  textMuted: string;
  accent: string;
  accentSoft: string;
  onAccent: string;
  /** Keyboard focus. */
  focus: string;
  danger: string;
  dangerSoft: string;
  warning: string;
  warningSoft: string;
  success: string;
  successSoft: string;
  status: Record<PointStatus, string>;
  /** An unverified recurrence: the outline around the point's own status. */
  suspected: string;
  /** Other flags: what waits for somebody, what is late, what is merely noted. */
  flagWaiting: string;
  flagLate: string;
  flagQuiet: string;
  /** The sign drawn inside a filled status shape. */
  onStatus: string;
};

export type Scheme = 'light' | 'dark';

const light: Tokens = {
  page: '#f3f5f5',
  surface: STATUS_COLOURS.light.surface,
  sunken: '#f3f5f5',
  border: '#dde2e3',
  borderStrong: '#7b878c',
  text: '#172225',
  textMuted: '#536165',
  accent: '#0f6e6e',
  accentSoft: '#e1f0ef',
  onAccent: '#ffffff',
  focus: '#0f6e6e',
  danger: '#b42318',
  dangerSoft: '#fdecea',
  warning: '#8a5300',
  warningSoft: '#fdf3dc',
  success: '#1c6b3c',
  successSoft: '#e4f4ea',
  status: STATUS_COLOURS.light.status,
  suspected: STATUS_COLOURS.light.suspected,
  flagWaiting: '#8a5300',
  flagLate: '#b42318',
  flagQuiet: '#5f6b70',
  onStatus: STATUS_COLOURS.light.onStatus,
};

const dark: Tokens = {
  page: '#0e1315',
  surface: STATUS_COLOURS.dark.surface,
  sunken: '#1d2629',
  border: '#2b363a',
  borderStrong: '#74828a',
  text: '#e6ebec',
  textMuted: '#9dabb0',
  accent: '#4fbdb5',
  accentSoft: '#112a28',
  onAccent: '#062322',
  focus: '#6fd3cb',
  danger: '#ff8f84',
  dangerSoft: '#3a1c1a',
  warning: '#f0b85a',
  warningSoft: '#342814',
  success: '#7ccf9b',
  successSoft: '#15301f',
  status: STATUS_COLOURS.dark.status,
  suspected: STATUS_COLOURS.dark.suspected,
  flagWaiting: '#f0b85a',
  flagLate: '#ff8f84',
  flagQuiet: '#98a5aa',
  onStatus: STATUS_COLOURS.dark.onStatus,
};

export const TOKENS: Record<Scheme, Tokens> = { light, dark };

/** The tokens as CSS custom properties: `--db-text-muted`, `--db-status-handed-over`. */
export function cssVariables(tokens: Tokens): Record<string, string> {
  const dashed = (name: string) =>
    name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll('_', '-');
  const { status, ...plain } = tokens;
  return Object.fromEntries([
    ...Object.entries(plain).map(([name, value]) => [`--db-${dashed(name)}`, value]),
    ...Object.entries(status).map(([name, value]) => [`--db-status-${dashed(name)}`, value]),
  ]);
}
