-- Acts that decide ask again also those whose second factor is the provider's alone: they prove themselves there anew. Such
-- a step begins as `confirming`; the provider must have asked the person after `started_at`.
alter table single_sign_on_attempt
  add column started_at timestamptz not null default now(),
  drop constraint single_sign_on_attempt_stage_known,
  drop constraint single_sign_on_attempt_subject_known,
  add constraint single_sign_on_attempt_stage_known check (
    stage in ('started', 'confirming', 'proven', 'second_factor')
  ),
  add constraint single_sign_on_attempt_subject_known check (
    (stage in ('started', 'confirming')) = (subject_hash is null)
  ),
  add constraint single_sign_on_attempt_confirms_session check (
    stage <> 'confirming' or (account_id is not null and session_id is not null)
  );
