import { describe, expect, it } from 'vitest';

import { problemText } from './problem-text.ts';

describe('the sentence for a problem', () => {
  it('names a date as people write it when the problem carries one', () => {
    expect(
      problemText('lifecycle.before_earlier_event', 'vi', { notBefore: '2026-03-01' }),
    ).toContain('(ngày 01/03/2026)');
  });

  it('leaves a part out whose parameter is not there', () => {
    const text = problemText('lifecycle.before_earlier_event', 'vi');
    expect(text).toBe(
      'Ngày hiệu lực sớm hơn một việc đã ghi trước đó. Hãy chọn ngày bằng hoặc sau ngày ấy.',
    );
  });

  it('joins a list of names', () => {
    const text = problemText('boundary.duplicate_match', 'en', { names: ['A', 'B'] });
    expect(text).toContain('one commune: A, B.');
  });
});
