import {
  createTheme,
  defaultVariantColorsResolver,
  Input,
  InputWrapper,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

import { takeOnlyMatch } from './enter-in-choices.ts';
import classes from './theme.module.css';
import { TOKENS } from './tokens.ts';

// Deep teal, #0f6e6e at 7: filled controls take 7 in light and 4 in dark.
const teal: MantineColorsTuple = [
  '#e9f5f4',
  '#d3e8e6',
  '#a5d2ce',
  '#78bfb9',
  '#4fbdb5',
  '#3aa59e',
  '#1a7e7b',
  '#0f6e6e',
  '#0a5a5b',
  '#064648',
];
const red: MantineColorsTuple = [
  '#fdecea',
  '#fad5d1',
  '#f5aca5',
  '#ffa79e',
  '#ff8f84',
  '#ec6d61',
  '#c8372a',
  '#b42318',
  '#951b12',
  '#74130c',
];
const gray: MantineColorsTuple = [
  '#f7f9f9',
  '#f3f5f5',
  '#e8ecec',
  '#dde2e3',
  '#c6ced0',
  '#a3aeb2',
  '#7b878c',
  '#536165',
  '#303c40',
  '#172225',
];
const dark: MantineColorsTuple = [
  '#e6ebec',
  '#c2cccf',
  '#9dabb0',
  '#6b787d',
  '#3b484d',
  '#2b363a',
  '#1d2629',
  '#161d20',
  '#0e1315',
  '#090d0e',
];

export const FONT_FAMILY = '"Be Vietnam Pro", system-ui, sans-serif';

// Mantine writes white on every filled control; on the dark scheme's bright accent nobody reads it.
const variantColours: VariantColorsResolver = (input) => {
  const colours = defaultVariantColorsResolver(input);
  return input.variant === 'filled' ? { ...colours, color: 'var(--db-on-accent)' } : colours;
};

/** Mantine dressed in the product's tokens. */
export const theme = createTheme({
  fontFamily: FONT_FAMILY,
  fontFamilyMonospace: 'ui-monospace, "DejaVu Sans Mono", Menlo, monospace',
  colors: { teal, red, gray, dark },
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 4 },
  black: TOKENS.light.text,
  white: '#ffffff',
  defaultRadius: 4,
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  // The two small ones grow on a phone: `base.css`.
  fontSizes: {
    xs: 'var(--db-smaller)',
    sm: 'var(--db-small)',
    md: '0.875rem',
    lg: '1rem',
    xl: '1.25rem',
  },
  lineHeights: {
    xs: 'var(--db-line-smaller)',
    sm: '1.25rem',
    md: '1.25rem',
    lg: '1.5rem',
    xl: '1.75rem',
  },
  headings: {
    fontFamily: FONT_FAMILY,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.75rem' },
      h2: { fontSize: '1rem', lineHeight: '1.5rem' },
      h3: { fontSize: '0.875rem', lineHeight: '1.25rem' },
    },
  },
  variantColorResolver: variantColours,
  components: {
    Input: Input.extend({ classNames: { wrapper: classes.input ?? '' } }),
    InputWrapper: InputWrapper.extend({
      styles: {
        label: { marginBottom: 4 },
        error: { fontSize: 'var(--db-smaller)', lineHeight: 'var(--db-line-smaller)' },
        description: { fontSize: 'var(--db-smaller)', lineHeight: 'var(--db-line-smaller)' },
      },
    }),
    // A dialog's head is no banner of the page.
    // Written as plain values: importing these components here would bring them to the sign-in.
    Modal: { defaultProps: { attributes: { header: { role: 'presentation' } } } },
    Select: { defaultProps: { onKeyDown: takeOnlyMatch } },
    MultiSelect: { defaultProps: { onKeyDown: takeOnlyMatch } },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
});

/** Gives Mantine's own variables the token of their scheme. */
export const resolveCssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...mantineVariables, ...paleUnderThePointer },
  dark: mantineVariables,
});

/** Mantine's own shades are too dark for the words of the accent and of danger on them (contrast below 4.5:1). */
const paleUnderThePointer = {
  '--mantine-color-teal-light-hover': teal[1],
  '--mantine-color-red-light-hover': red[1],
};

const mantineVariables = {
  '--mantine-color-body': 'var(--db-surface)',
  '--mantine-color-text': 'var(--db-text)',
  '--mantine-color-dimmed': 'var(--db-text-muted)',
  '--mantine-color-placeholder': 'var(--db-text-muted)',
  '--mantine-color-default-border': 'var(--db-border-strong)',
  '--mantine-color-default': 'var(--db-surface)',
  '--mantine-color-default-hover': 'var(--db-sunken)',
  '--mantine-color-default-color': 'var(--db-text)',
  '--mantine-color-anchor': 'var(--db-accent)',
  '--mantine-color-error': 'var(--db-danger)',
  '--mantine-color-disabled-color': 'var(--db-border-strong)',
  '--mantine-color-disabled-border': 'var(--db-border-strong)',
};
