import { expect, it } from 'vitest';

import { arrayText } from './array-text.ts';

it('a column is written as an array, with quotes and backslashes of its words escaped', () => {
  expect(arrayText([])).toBe('{}');
  expect(arrayText(['Phố Huế', '', 'a,b', '{x}', 'null'])).toBe(
    '{"Phố Huế","","a,b","{x}","null"}',
  );
  expect(arrayText(['"', '\\', 'a"b\\c"'])).toBe(String.raw`{"\"","\\","a\"b\\c\""}`);
  expect(arrayText([1, -0.5, true, false, null])).toBe('{1,-0.5,true,false,null}');
});
