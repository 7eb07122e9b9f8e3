import { describe, expect, it } from 'vitest';

import { TEXTS } from './support/sources/source-imports.ts';

/**
 * Screens on which an empty list is no end: a part of a record that is left out, a line that says what to do, or what
 * cannot be empty. By the end of the file's name.
 */
const NO_END: Readonly<Record<string, string>> = {
  'client/features/life-cycle/act-section.tsx': 'the lines below say who may do what',
  'client/features/annulments/annul-dialog.tsx': 'the button below annuls the act',
  'client/features/places/merge-form.tsx': 'the search above finds any point',
  'client/features/conduct/conduct-screen.tsx': 'the chips above lead to the other parts',
  'client/features/questions/questions-screen.tsx': 'the button below writes an answer',
  'client/table-imports/address-row.tsx': 'the line itself says where the place is set by hand',
  'client/offline/screen/conflict-view.tsx': 'the buttons below keep or drop the entry',
};

/** A paragraph of its own for "nothing is here", where it could be left without the next step. */
const BARE = /\.length === 0\s*(?:&&|\?)\s*\(?\s*<p\b|\.length === 0\)\s*return\s*<p\b/;

const screens = [...TEXTS].filter(
  ([path]) => path.startsWith('client/') && path.endsWith('.tsx') && !path.endsWith('.test.tsx'),
);

describe('a list that can be empty', () => {
  it('says what to do through EmptyState or EmptyLine, which ask for it', () => {
    const bare = screens.filter(([, text]) => BARE.test(text)).map(([path]) => path);
    expect(bare.filter((path) => !(path in NO_END))).toEqual([]);
  });

  it('is let off only where that is still so', () => {
    const bare = new Set(screens.filter(([, text]) => BARE.test(text)).map(([path]) => path));
    expect(Object.keys(NO_END).filter((path) => !bare.has(path))).toEqual([]);
  });
});
