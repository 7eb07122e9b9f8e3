import type { Commune } from '#server/contract/commune.ts';
import type { Allot, Allotment } from '#server/contract/plan.ts';
import { foldText } from '#server/contract/text.ts';

/** The shares as lines `Hoàn Kiếm: 3500`, to be changed by hand or pasted from a table. */
export function writeShares(shares: Allotment['shares']): string {
  return shares.map(({ commune, amount }) => `${commune.name}: ${amount}`).join('\n');
}

/**
 * Lines of a commune's name or code and an amount, parted by a colon, tab or semicolon; `1.500` is one
 * thousand five hundred. `wrong` is the first line that says something else.
 */
export function readShares(
  typed: string,
  communes: readonly Pick<Commune, 'code' | 'name'>[],
): { shares: Allot['shares']; wrong: string | null } {
  const shares: Allot['shares'] = [];
  for (const line of typed.split('\n').filter((one) => one.trim() !== '')) {
    const [, name = '', digits = ''] = /^([^:;\t]*)[:;\t]\s*([\d.]+)\s*$/u.exec(line) ?? [];
    const commune = communes.find(
      ({ code, name: known }) => code === name.trim() || foldText(known) === foldText(name),
    );
    if (commune === undefined || digits === '') return { shares, wrong: line.trim() };
    shares.push({ commune: commune.code, amount: Number(digits.replaceAll('.', '')) });
  }
  return { shares, wrong: null };
}
