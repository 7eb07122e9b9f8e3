import { expect, it } from 'vitest';

import { canonicalText } from './canonical-text.ts';

it('writes the keys of an object in one order, whatever order they came in', () => {
  expect(canonicalText({ b: [1, null], a: 'ơ' })).toBe('{"a":"ơ","b":[1,null]}');
  expect(canonicalText({ a: { y: 1, x: 2 } })).toBe(canonicalText({ a: { x: 2, y: 1 } }));
});

it('leaves out what is undefined, as JSON does', () => {
  expect(canonicalText({ a: undefined, b: 0 })).toBe('{"b":0}');
});
