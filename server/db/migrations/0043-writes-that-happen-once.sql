-- What a write under an Idempotency-Key gave is kept by the transaction that wrote, so that after a lost
-- answer or a killed process the same key continues there instead of writing again or not knowing.
alter table idempotency_record
  alter column status drop not null,
  alter column body drop not null,
  -- The program that wrote the results: another one may read them differently.
  add column program text not null default '',
  -- What each writing transaction of the request gave, in order.
  add column results jsonb not null default '[]';
-- Claims without an answer, of the program before: what became of these writes stays unknown.
update idempotency_record set status = null, body = null where status = 0;
alter table idempotency_record
  add constraint idempotency_record_answer_complete check ((status is null) = (body is null)),
  add constraint idempotency_record_results_listed check (jsonb_typeof(results) = 'array');
