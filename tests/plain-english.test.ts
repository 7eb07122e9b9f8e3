import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Openings that make the reader guess the subject: a doc comment begins with the thing or the verb. */
const RIDDLES = new Set(
  'what whatever whether where who whoever whose whom which when that how why as by for of'.split(
    ' ',
  ),
);
const MOST_RIDDLES = 0.01;

const files = execFileSync('git', ['ls-files', '*.ts', '*.tsx'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && existsSync(file));

/** First words of the doc comments of a text. */
function openingsOf(text: string): string[] {
  return [...text.matchAll(/\/\*\*[\s*]*([^\s*,.:;'’]+)/g)].map(([, word = '']) => word);
}

describe('doc comments', () => {
  it('are found on one line and on several', () => {
    const text = '/** Whether it is. */\n/**\n * What, then.\n */\n/** Finds it. */';
    expect(openingsOf(text)).toEqual(['Whether', 'What', 'Finds']);
  });

  it('begin with the thing or the verb', () => {
    const openings = files.flatMap((file) =>
      openingsOf(readFileSync(file, 'utf8')).map((word) => ({ file, word })),
    );
    const riddles = openings.filter(({ word }) => RIDDLES.has(word.toLowerCase()));
    const most = Math.floor(openings.length * MOST_RIDDLES);
    // Compared as lists, so that a failure names the comments.
    const named = riddles.map(({ file, word }) => `${file}: ${word} …`);
    expect(named.slice(most)).toEqual([]);
  });
});
