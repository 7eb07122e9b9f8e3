import { useComputedColorScheme } from '@mantine/core';

import { TOKENS, type Tokens } from './tokens.ts';

/** The colours of the scheme on the screen, for what CSS cannot reach: canvas, map, charts. */
export function useTokens(): Tokens {
  return TOKENS[useComputedColorScheme('light', { getInitialValueInEffect: false })];
}
