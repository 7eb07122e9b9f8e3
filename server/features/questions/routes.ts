import { Questions, WriteAnswerBody } from '#server/contract/question.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { writeAnswer } from './commands.ts';
import { readQuestions } from './read-questions.ts';

const read = route('get', '/questions', {
  tags: ['analysis'],
  summary: 'Patterns of the register that communes are asked about, with their answers',
  description:
    'A question is no verdict and changes no figure. Each compares a commune with all others by a beta-binomial tail, with as much room as the others differ.',
  right: 'analysis:read',
  list: 'questions',
  responses: { 200: jsonResponse(Questions, 'This reporting year and the last, within reach') },
});

const write = route('post', '/questions/replies', {
  tags: ['analysis'],
  summary: 'Draft or file the answer of a commune, or of the city, to a question',
  right: 'questions:answer',
  body: WriteAnswerBody,
  responses: { 201: jsonResponse(Questions, 'The questions with the answer') },
  problems: [
    'question.not_found',
    'question.other_commune',
    'question.changed_meanwhile',
    'text.personal_data',
    'text.secret_marking',
  ],
});

export const questionRoutes = newRouter()
  .openapi(read, async (c) => c.json(await readQuestions(c.var.deps, c.var.actor), 200))
  .openapi(write, async (c) => {
    await writeAnswer(c.var.deps, c.var.actor, c.req.valid('json'));
    return c.json(await readQuestions(c.var.deps, c.var.actor), 201);
  });
