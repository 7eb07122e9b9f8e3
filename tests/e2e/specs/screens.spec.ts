import { SCREENS } from '#tests/e2e/screens.ts';
import { expect, test } from '#tests/e2e/test.ts';

const BOTH = ['light', 'dark'] as const;
const SIZES = [
  { width: 1440, height: 900, schemes: BOTH, tried: true },
  { width: 768, height: 1024, schemes: ['light'], tried: false },
  { width: 360, height: 740, schemes: BOTH, tried: true },
] as const;

test.describe('every screen, in both themes, from a desk to a phone', () => {
  for (const screen of SCREENS) {
    const { name, role } = screen;
    test(`${name} keeps nobody out and nothing runs over its edge`, async ({ people }) => {
      const found: string[] = [];
      const app = await (role === null ? people.stranger() : people.as(role));
      for (const { width, height, schemes, tried } of SIZES) {
        await app.look.at(width, height);
        await app.look.inScheme('light');
        await screen.show(app);
        for (const scheme of schemes) {
          await app.look.inScheme(scheme);
          await app.look.screenshot(`${name}-${width}-${scheme}`);
          if (!tried) continue;
          // In the dark only the colours differ.
          const rules = scheme === 'dark' ? ['color-contrast'] : undefined;
          const violations = await app.look.violations(rules);
          found.push(...violations.map((text) => `${width} ${scheme}: ${text}`));
        }
        const over = await app.look.sideways();
        if (over > 0) found.push(`${width}: ${over} pixels run over the right edge`);
      }
      expect(found).toEqual([]);
    });
  }
});
