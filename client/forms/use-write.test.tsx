// @vitest-environment happy-dom
import { TextInput } from '@mantine/core';
import { QueryClient } from '@tanstack/react-query';
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';

import { ApiProblem, ApiUnreachable } from '#client/api/problem.ts';
import { showForm, type ShownForm } from '#tests/support/browser/shown-form.tsx';

import { NO_BODY } from './schema-fields.ts';
import { useWrite, type Once } from './use-write.ts';
import { WriteDialog } from './write-dialog.tsx';

const Body = z.object({
  name: z.string().trim().min(2).max(80),
  reason: z.string().trim().min(3).max(300),
  note: z.string().max(500).nullable().default(null),
  version: z.number(),
});
type Sent = { body: z.output<typeof Body>; key: string };

let shown: ShownForm;
let client: QueryClient;
/** Answers of the server, press by press; it accepts where none is given. */
let answers: Error[];
let sent: Sent[];
let done: string[];

beforeEach(() => {
  client = new QueryClient();
  answers = [];
  sent = [];
  done = [];
});
afterEach(() => shown.close());

function Form({ kept, startsAnew = false }: { kept?: string; startsAnew?: boolean }) {
  const write = useWrite({
    initial: { name: '', reason: '', note: '', version: 7 },
    schema: Body,
    words: { reason: 'Ghi lý do.' },
    async send(body, { headers }: Once) {
      sent.push({ body, key: headers['Idempotency-Key'] });
      const answer = answers.shift();
      if (answer !== undefined) throw answer;
      return kept === undefined ? 'taken' : null;
    },
    ...(kept === undefined ? {} : { kept }),
    refresh: [['things']],
    startsAnew,
    onDone: (answer) => done.push(String(answer)),
  });
  return (
    <WriteDialog write={write} title="Sửa" confirm="Ghi" onClose={() => undefined}>
      <TextInput label="Tên" {...write.field('name')} />
      <TextInput label="Lý do" {...write.field('reason')} />
      <TextInput label="Ghi chú" {...write.field('note')} />
      <output>{write.overtaken ? 'overtaken' : ''}</output>
    </WriteDialog>
  );
}

async function open(form = <Form />) {
  shown = await showForm(form, client);
}
const input = (label: string) => shown.field(label);
const type = (label: string, words: string) => shown.type(label, words);
const press = () => shown.send();

async function fillIn() {
  await type('Tên', 'Quán cà phê');
  await type('Lý do', 'Ghi nhầm');
}

const keys = () => sent.map(({ key }) => key);
const refusal = (status: number, code: string, pointer?: string) =>
  new ApiProblem(
    {
      type: 'about:blank',
      title: code,
      status,
      code,
      requestId: 'r',
      ...(pointer === undefined ? {} : { errors: [{ pointer, code: 'too_small' }] }),
    },
    null,
  );

describe('a form', () => {
  it('sends the body as the contract reads it, once', async () => {
    await open();
    await fillIn();
    await type('Lý do', '  Ghi nhầm ');
    await press();
    expect(sent.map(({ body }) => body)).toEqual([
      { name: 'Quán cà phê', reason: 'Ghi nhầm', note: null, version: 7 },
    ]);
    expect(done).toEqual(['taken']);
  });

  it('shows the limits of the contract', async () => {
    await open();
    expect(['Tên', 'Lý do', 'Ghi chú'].map((label) => input(label).maxLength)).toEqual([
      80, 300, 500,
    ]);
    const marked = [...document.querySelectorAll('label')].filter(({ textContent }) =>
      textContent.includes('*'),
    );
    expect(marked).toHaveLength(2);
  });

  it('says beside each field what is missing, leads to the first, and sends nothing', async () => {
    await open();
    await type('Tên', 'Q');
    await press();
    expect(sent).toEqual([]);
    expect(document.body.textContent).toContain('Nhập ít nhất 2 ký tự.');
    expect(document.body.textContent).toContain('Ghi lý do.');
    expect(document.activeElement).toBe(input('Tên'));
  });

  it('asks anew for what depends on it', async () => {
    const asked = vi.spyOn(client, 'invalidateQueries');
    await open();
    await fillIn();
    await press();
    expect(asked.mock.calls.map(([filter]) => filter?.queryKey)).toEqual([['things']]);
  });
});

describe('the key of a write', () => {
  it.each([
    ['a lost answer', new ApiUnreachable(null)],
    ['a failure of the server', refusal(503, 'server.unavailable')],
    ['an outcome that nobody knows', refusal(409, 'request.outcome_unknown')],
    ['a session that has to be renewed first', refusal(401, 'session.missing')],
    ['too many requests', refusal(429, 'request.too_many')],
  ])('stays the same after %s', async (_, answer) => {
    await open();
    answers = [new ApiUnreachable(null), answer];
    await fillIn();
    await press();
    await press();
    await press();
    expect(new Set(keys()).size).toBe(1);
    expect(done).toEqual(['taken']);
  });

  it('is another one after a refusal, which was decided', async () => {
    await open();
    answers = [refusal(422, 'request.invalid', '/name')];
    await fillIn();
    await press();
    await type('Tên', 'Quán trà');
    await press();
    expect(new Set(keys()).size).toBe(2);
  });

  it('is another one for what is written next', async () => {
    await open();
    await fillIn();
    await press();
    await press();
    expect(new Set(keys()).size).toBe(2);
  });
});

describe('a refusal', () => {
  it('stands beside its field and has the focus', async () => {
    await open();
    answers = [refusal(422, 'request.invalid', '/reason')];
    await fillIn();
    await press();
    expect(document.activeElement).toBe(input('Lý do'));
    expect(document.body.textContent).toContain('Quá ngắn');
    expect(document.querySelector('[role="alert"]')).toBeNull();
  });

  it('is said by itself where it is about no field', async () => {
    await open();
    answers = [refusal(404, 'request.not_found')];
    await fillIn();
    await press();
    expect(document.querySelector('[role="alert"]')?.textContent).toContain(
      'Không có địa chỉ này.',
    );
  });

  it('because somebody was faster shows what is there now', async () => {
    const asked = vi.spyOn(client, 'invalidateQueries');
    await open();
    answers = [refusal(409, 'point.changed')];
    await fillIn();
    await press();
    expect(document.querySelector('output')?.textContent).toBe('overtaken');
    expect(asked).toHaveBeenCalledTimes(1);
  });
});

describe('a form that may wait offline', () => {
  it('is done once the device keeps it, and asks for nothing anew', async () => {
    const asked = vi.spyOn(client, 'invalidateQueries');
    await open(<Form kept="Giữ trên máy." />);
    await fillIn();
    await press();
    expect(done).toEqual(['null']);
    expect(asked).not.toHaveBeenCalled();
  });
});

describe('a form that stays on the screen', () => {
  it('is empty for the next one once the server has taken the one before', async () => {
    await open(<Form startsAnew />);
    await fillIn();
    answers = [refusal(404, 'request.not_found')];
    await press();
    expect(input('Tên').value).toBe('Quán cà phê');
    await press();
    expect(input('Tên').value).toBe('');
  });
});

describe('a button alone', () => {
  it('sends what there is to say', async () => {
    function Press() {
      const write = useWrite({
        initial: {},
        schema: NO_BODY,
        send: async (body) => JSON.stringify(body),
        onDone: (answer) => done.push(answer),
      });
      return (
        <button type="button" onClick={write.press}>
          Ghi
        </button>
      );
    }
    await open(<Press />);
    await act(async () => document.querySelector('button')?.click());
    expect(done).toEqual(['{}']);
  });
});
