import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { POINT_FLAGS, POINT_STATUSES, REPORTED_STATUSES } from '#server/contract/point.ts';
import {
  colourDifference,
  VISIONS,
  type ColourVision,
} from '#tests/support/browser/colour-vision.ts';
import { contrast } from '#tests/support/browser/contrast.ts';
import { flagShape, statusShape } from './status-path.ts';
import { type Scheme, TOKENS } from './tokens.ts';

const SCHEMES: readonly Scheme[] = ['light', 'dark'];

function pairs<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((a, at) => items.slice(at + 1).map((b): [T, T] => [a, b]));
}

function smallest(scheme: Scheme, vision: ColourVision): number {
  const { status } = TOKENS[scheme];
  return Math.min(
    ...pairs(REPORTED_STATUSES).map(([a, b]) => colourDifference(status[a], status[b], vision)),
  );
}

/** A sheet of paper is white in both themes. */
const PRINTED_SHEET = join('features', 'routes', 'paper', 'sheet.module.css');

describe('the palette', () => {
  it('keeps the four reported statuses apart for the common colour-vision deficiencies', () => {
    for (const vision of VISIONS) {
      expect(smallest('dark', vision)).toBeGreaterThan(20);
      expect(smallest('light', vision)).toBeGreaterThan(17);
    }
  });

  it('keeps what is not yet or no longer on the list apart from the reported statuses', () => {
    for (const scheme of SCHEMES) {
      const { status } = TOKENS[scheme];
      for (const vision of VISIONS) {
        for (const reported of REPORTED_STATUSES) {
          const difference = colourDifference(status.proposed, status[reported], vision);
          expect(difference).toBeGreaterThan(12);
        }
      }
    }
  });

  it('never tells two statuses or two flags apart by colour alone', () => {
    const drawn = [...POINT_STATUSES.map(statusShape), ...POINT_FLAGS.map(flagShape)];
    const paths = drawn.map((parts) => parts.map((part) => part.path).join(' '));
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('shows every status sign at 3:1 or more on the surfaces it stands on', () => {
    for (const scheme of SCHEMES) {
      const tokens = TOKENS[scheme];
      for (const colour of [...Object.values(tokens.status), tokens.suspected]) {
        expect(contrast(colour, tokens.surface)).toBeGreaterThan(3);
      }
      for (const status of ['handed_over', 'recurring'] as const) {
        expect(contrast(tokens.onStatus, tokens.status[status])).toBeGreaterThan(3);
      }
    }
  });

  it('writes every text at 4.5:1 or more', () => {
    for (const scheme of SCHEMES) {
      const t = TOKENS[scheme];
      const written: [string, string][] = [
        ...[t.text, t.textMuted, t.accent].flatMap((ink): [string, string][] => [
          [ink, t.surface],
          [ink, t.sunken],
          [ink, t.page],
        ]),
        [t.text, t.accentSoft],
        [t.accent, t.accentSoft],
        // The word of a recurrence in the chosen row of a list.
        [t.status.recurring, t.accentSoft],
        [t.onAccent, t.accent],
        [t.danger, t.surface],
        [t.danger, t.dangerSoft],
        [t.text, t.dangerSoft],
        [t.warning, t.warningSoft],
        [t.warning, t.surface],
        [t.success, t.successSoft],
        [t.success, t.surface],
        [t.suspected, t.surface],
        [t.suspected, t.sunken],
        [t.status.recurring, t.surface],
      ];
      const faint = written.filter(([ink, paper]) => contrast(ink, paper) < 4.5);
      expect(faint).toEqual([]);
    }
  });

  it('outlines fields at 3:1 or more', () => {
    for (const scheme of SCHEMES) {
      const t = TOKENS[scheme];
      expect(contrast(t.borderStrong, t.surface)).toBeGreaterThan(3);
      expect(contrast(t.focus, t.surface)).toBeGreaterThan(3);
    }
  });

  it('is the only place that names a colour, so that what holds for it holds for every screen', () => {
    const root = join(import.meta.dirname, '..');
    const sheets = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.css'))
      .filter((name) => name !== PRINTED_SHEET);
    expect(sheets.length).toBeGreaterThan(50);
    // Shadows are black in both themes, and paper is white.
    const own = sheets.flatMap((name) =>
      readFileSync(join(root, name), 'utf8')
        .split('\n')
        .filter((line) => /#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(/i.test(line))
        .filter((line) => !/box-shadow|^\s+(background: #fff|color: #000);$/.test(line))
        .map((line) => `${name}: ${line.trim()}`),
    );
    expect(own).toEqual([]);
  });
});
