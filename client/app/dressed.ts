import { createElement, type ComponentType } from 'react';

/**
 * Loads a page that has Mantine's components, and Mantine with it: the pages before it do without, since on a poor line
 * it would come in front of the sign-in.
 */
export function dressed<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
) {
  return async (): Promise<{ default: ComponentType<Props> }> => {
    const [{ Mantine }, { default: Page }] = await Promise.all([import('./mantine.tsx'), load()]);
    return { default: (props) => createElement(Mantine, null, createElement(Page, props)) };
  };
}
