import { describe, expect, it } from 'vitest';

import { loadFirstText } from '#client/i18n/first-text.ts';
import { vi as words } from '#client/i18n/vi.ts';

import { describeError, fieldErrors, fieldText, sentenceFor } from './describe-error.ts';
import { PasskeyNotUsed } from './passkey.ts';
import { ApiProblem, ApiUnreachable } from './problem.ts';

await loadFirstText('en');

it('speaks of typed words only where something was to be written', () => {
  const lost = new ApiUnreachable('network');
  expect(describeError(lost, 'vi').sentence).toBe(words.common.unreachable);
  expect(describeError(lost, 'vi', { reads: true }).sentence).toBe(words.common.unreachableToRead);
});

type Given = Partial<ConstructorParameters<typeof ApiProblem>[0]>;

const refusal = (given: Given, retryAfter: number | null = null) =>
  new ApiProblem(
    { type: '', title: '', status: 422, code: 'request.too_many', requestId: 'r1', ...given },
    retryAfter,
  );
const said = (given: Given, retryAfter: number | null = null) =>
  describeError(refusal(given, retryAfter), 'vi').sentence;

describe('the words of a refusal', () => {
  it('are a title, the sentence of its code, and the request to quote', () => {
    expect(describeError(refusal({}), 'vi')).toEqual({
      title: words.common.problemTitle,
      sentence: 'Bạn đã thử quá nhiều lần. Hãy đợi rồi thử lại.',
      requestId: 'r1',
    });
    expect(describeError(refusal({ requestId: '' }), 'vi').requestId).toBeNull();
    expect(describeError(refusal({}), 'en').sentence).toBe(
      'Too many attempts. Wait and try again.',
    );
  });

  it('name the seconds of the header, and those of the refusal itself before them', () => {
    expect(said({}, 30)).toContain('Hãy đợi 30 giây rồi');
    expect(said({ parameters: { seconds: 5 } }, 30)).toContain('Hãy đợi 5 giây rồi');
    expect(said({ parameters: { seconds: 5 } })).toContain('Hãy đợi 5 giây rồi');
  });

  it('are the server’s own where this page does not know the code, else those of an unknown fault', () => {
    const code = 'code.of_tomorrow';
    expect(said({ code, detail: 'Câu của máy chủ.' })).toBe('Câu của máy chủ.');
    expect(said({ code })).toBe(sentenceFor('server.internal', 'vi'));
    expect(sentenceFor(code, 'vi')).toBeNull();
  });
});

describe('the words of another error', () => {
  it('are those of a passkey that was not used, or say that the screen itself failed', () => {
    const { passkeyNotUsed: title, passkeyNotUsedMore: sentence } = words.session;
    expect(describeError(new PasskeyNotUsed(), 'vi')).toEqual({ title, sentence, requestId: null });
    const { unexpectedTitle, unexpected } = words.common;
    expect(describeError(new Error('bug'), 'vi')).toEqual({
      title: unexpectedTitle,
      sentence: unexpected,
      requestId: null,
    });
    expect(describeError(new ApiUnreachable('network'), 'vi')).toMatchObject({
      title: words.common.unreachableTitle,
      requestId: null,
    });
  });
});

describe('the words of a field', () => {
  it('are those of its code, and general ones where the code is unknown', () => {
    expect(fieldText('required', 'vi')).toBe(words.problems.field['required']);
    expect(fieldText('code.of_tomorrow', 'vi')).toBe(words.problems.fieldOther);
  });

  it('stand under the path of the form, and only for what stands in the body', () => {
    const errors = [
      { pointer: '/communes/0/code', code: 'required' },
      { pointer: '/name', in: 'query' as const, code: 'required' },
    ];
    expect(fieldErrors(refusal({ errors }), 'vi')).toEqual({
      'communes.0.code': words.problems.field['required'],
    });
    expect(fieldErrors(new Error('bug'), 'vi')).toEqual({});
  });
});
