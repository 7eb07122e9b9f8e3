import { ImportWordList, NewImportWord } from '#server/contract/import-word.ts';
import { asActor } from '#server/db/transaction.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { takeWordBack, teachWord } from './word-commands.ts';
import { listWords } from './word-queries.ts';

const ALL = { 200: jsonResponse(ImportWordList, 'All words in use, by their spelling') };

const list = route('get', '/point-imports/words', {
  tags: ['imports'],
  summary: 'Words that the office has said to mean a category in the lists that it imports',
  right: 'points:import',
  responses: ALL,
});

const teach = route('post', '/point-imports/words', {
  tags: ['imports'],
  summary: 'Say that a word means a category, for everybody’s lists from now on',
  right: 'points:import',
  body: NewImportWord,
  responses: ALL,
  problems: [
    'point.category_unknown',
    'import.word_understood',
    'import.word_taken',
    'text.personal_data',
    'text.secret_marking',
  ],
});

const withdraw = route('post', '/point-imports/words/{id}/withdraw', {
  tags: ['imports'],
  summary: 'Take a word back; what was imported with it stays',
  right: 'points:import',
  params: RowParameter,
  responses: ALL,
  problems: ['import.word_not_found'],
});

export const pointImportWordRoutes = newRouter()
  .openapi(list, async (c) => {
    return c.json({ items: await asActor(c.var.deps.database, c.var.actor, listWords) }, 200);
  })
  .openapi(teach, async (c) => {
    return c.json({ items: await teachWord(c.var.deps, c.var.actor, c.req.valid('json')) }, 200);
  })
  .openapi(withdraw, async (c) => {
    const { id } = c.req.valid('param');
    return c.json({ items: await takeWordBack(c.var.deps, c.var.actor, id) }, 200);
  });
