/** Controls that the hints of a first visit can speak of. */
export const HINTS = [
  'search',
  'filters',
  'table',
  'time',
  'recurrences',
  'ways',
  'menu',
  'kinds',
  'act',
  'new_route',
  'teams',
  'route',
  'next_stop',
  'stop_result',
  'add_stop',
  'figures',
  'duties',
  'new_account',
  'find_account',
  'account_acts',
  'verify',
  'log_filter',
] as const;
export type HintName = (typeof HINTS)[number];

/** Marks a control that a hint speaks of: `<Button {...hinted('menu')}>`. */
export function hinted(name: HintName): { 'data-hint': HintName } {
  return { 'data-hint': name };
}
