-- The results of a write under an Idempotency-Key are stored by the transaction that writes. After a lost answer or a
-- killed process the same key continues there, instead of writing again or not knowing.
alter table idempotency_record
  alter column status drop not null,
  alter column body drop not null,
  -- The version of the program that wrote the results: another version may read them differently.
  add column program text not null default '',
  -- The result of each writing transaction of the request, in order.
  add column results jsonb not null default '[]';
-- Claims without an answer from the program before: the outcome of these writes stays unknown.
update idempotency_record set status = null, body = null where status = 0;
alter table idempotency_record
  add constraint idempotency_record_answer_complete check ((status is null) = (body is null)),
  add constraint idempotency_record_results_listed check (jsonb_typeof(results) = 'array');
