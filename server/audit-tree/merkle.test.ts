import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  hashLeaf,
  hashNode,
  provesExtension,
  provesInclusion,
} from '#server/contract/tree-proof.ts';

import {
  consistencySpans,
  EMPTY_ROOT,
  GrowingTree,
  inclusionSpans,
  sha256,
  type Span,
} from './merkle.ts';

/** Leaves, roots and proofs of the reference tests of Certificate Transparency (`merkle_tree_test.cc`). */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const INCLUSIONS = [
  { leaf: 1, size: 1, path: [] },
  {
    leaf: 1,
    size: 8,
    path: [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  },
  {
    leaf: 6,
    size: 8,
    path: [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  },
  {
    leaf: 3,
    size: 3,
    path: ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
  },
  {
    leaf: 2,
    size: 5,
    path: [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  },
];
const CONSISTENCIES = [
  { from: 1, to: 1, path: [] },
  {
    from: 1,
    to: 8,
    path: [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  },
  {
    from: 6,
    to: 8,
    path: [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  },
  {
    from: 2,
    to: 5,
    path: [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  },
];

const known = LEAVES.map((hex) => hashLeaf(Buffer.from(hex, 'hex'), sha256));
const flipped = (hash: string) => `${hash.startsWith('0') ? '1' : '0'}${hash.slice(1)}`;

/** Hashes a span as the definition of RFC 6962 says, without keeping anything. */
function naiveRoot(leaves: readonly string[]): string {
  const [only] = leaves;
  if (only === undefined) return EMPTY_ROOT;
  if (leaves.length === 1) return only;
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return hashNode(naiveRoot(leaves.slice(0, half)), naiveRoot(leaves.slice(half)), sha256);
}

const pathOf = (leaves: readonly string[], spans: readonly Span[]) =>
  spans.map(({ start, end }) => naiveRoot(leaves.slice(start, end)));

describe('the tree of RFC 6962', () => {
  it('has the roots of the reference tests, and that of no leaf', () => {
    expect(new GrowingTree().root()).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    const tree = new GrowingTree();
    const roots = known.map((leaf) => {
      tree.add(leaf);
      return tree.root();
    });
    expect(roots).toEqual(ROOTS);
  });

  it.each(INCLUSIONS)('proves leaf $leaf of $size as the reference tests do', async (one) => {
    const index = one.leaf - 1;
    const path = pathOf(known, inclusionSpans(index, { start: 0, end: one.size }));
    expect(path).toEqual(one.path);
    const proof = { leaf: known[index] ?? '', index, size: one.size, path };
    expect(await provesInclusion(proof, ROOTS[one.size - 1] ?? '', sha256)).toBe(true);
  });

  it.each(CONSISTENCIES)(
    'proves $to leaves behind $from as the reference tests do',
    async (one) => {
      const path = pathOf(known, consistencySpans(one.from, one.to));
      expect(path).toEqual(one.path);
      const roots = { from: ROOTS[one.from - 1] ?? '', to: ROOTS[one.to - 1] ?? '' };
      expect(await provesExtension({ ...one, path }, roots, sha256)).toBe(true);
    },
  );
});

describe('trees of any size', () => {
  const leavesOf = (size: number) =>
    Array.from({ length: size }, (_, at) => hashLeaf(Buffer.from(`leaf ${at}`), sha256));

  it('grow to the root of the definition, also when taken up from their edge', () => {
    const tree = fc.record({ first: fc.nat(70), second: fc.nat(70) });
    fc.assert(
      fc.property(tree, ({ first, second }) => {
        const leaves = leavesOf(first + second);
        const nodes = leaves.map((hash, number) => ({ level: 0, number, hash }));
        const begun = new GrowingTree();
        for (const leaf of leaves.slice(0, first)) nodes.push(...begun.add(leaf));
        const edge = nodes.filter(({ level, number }) => {
          const after = Math.floor(first / 2 ** level);
          return after % 2 === 1 && number === after - 1;
        });
        const taken = new GrowingTree(first, edge);
        for (const leaf of leaves.slice(first)) taken.add(leaf);
        expect([begun.root(), taken.root()]).toEqual([
          naiveRoot(leaves.slice(0, first)),
          naiveRoot(leaves),
        ]);
      }),
      { numRuns: 200 },
    );
  });

  it('prove every leaf and every extension, and nothing for another size, place, leaf or root', async () => {
    const given = fc.integer({ min: 1, max: 80 }).chain((size) =>
      fc.record({
        size: fc.constant(size),
        index: fc.nat(size - 1),
        from: fc.integer({ min: 1, max: size }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(given, async ({ size, index, from }) => {
        const leaves = leavesOf(size);
        const root = naiveRoot(leaves);
        const path = pathOf(leaves, inclusionSpans(index, { start: 0, end: size }));
        const proof = { leaf: leaves[index] ?? '', index, size, path };
        const holds = (other: Partial<typeof proof>, at = root) =>
          provesInclusion({ ...proof, ...other }, at, sha256);
        expect(await holds({})).toBe(true);
        const falseInclusions = await Promise.all([
          holds({ leaf: flipped(proof.leaf) }),
          holds({}, flipped(root)),
          holds({ path: [...path, root] }),
          holds({ index: size }),
          ...(path.length > 0 ? [holds({ path: path.slice(1) })] : []),
        ]);
        expect(falseInclusions).not.toContain(true);

        const older = naiveRoot(leaves.slice(0, from));
        const extension = pathOf(leaves, consistencySpans(from, size));
        const extend = (change: object, roots: object = {}) =>
          provesExtension(
            { from, to: size, path: extension, ...change },
            { from: older, to: root, ...roots },
            sha256,
          );
        expect(await extend({})).toBe(true);
        const falseExtensions = await Promise.all([
          extend({}, { from: flipped(older) }),
          extend({}, { to: flipped(root) }),
          extend({ path: [...extension, root] }),
          extend({ from: size + 1 }),
        ]);
        expect(falseExtensions).not.toContain(true);
      }),
      { numRuns: 300 },
    );
  });
});
