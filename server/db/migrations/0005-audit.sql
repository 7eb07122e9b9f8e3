-- The log of writes and of reads of single records: append-only, each row bound to the one before.

create table audit_entry (
  seq bigint not null,
  at timestamptz not null,
  account_id text,
  role text not null,
  action text not null,
  subject_kind text not null,
  subject_id text,
  detail jsonb not null,
  previous_hash text not null,
  hash text not null,
  constraint audit_entry_pkey primary key (seq),
  constraint audit_entry_hash_unique unique (hash)
);
create index audit_entry_subject_index on audit_entry (subject_kind, subject_id);

-- The last link: its row lock makes the chain one chain, its count shows a chopped tail.
create table audit_head (
  single boolean not null default true,
  seq bigint not null,
  hash text not null,
  constraint audit_head_pkey primary key (single),
  constraint audit_head_is_one_row check (single)
);
insert into audit_head (seq, hash) values (0, repeat('0', 64));

create trigger audit_entry_is_immutable before update or delete on audit_entry
  for each row execute function refuse_change();
create trigger audit_entry_is_not_truncated before truncate on audit_entry
  for each statement execute function refuse_change();

-- What is hashed: one JSON array, so that no value can pass for its neighbour, and the instant as whole
-- milliseconds, so that no zone or style of dates enters. Adding and verifying both call this function;
-- nothing outside the database builds the text again.
create function audit_hash(
  seq bigint, at timestamptz, account_id text, role text, action text, subject_kind text,
  subject_id text, detail jsonb, previous_hash text
) returns text
  language sql stable parallel safe
  return encode(
    sha256(
      convert_to(
        jsonb_build_array(
          seq, floor(extract(epoch from at) * 1000)::bigint, account_id, role, action, subject_kind,
          subject_id, detail, previous_hash
        )::text,
        'UTF8'
      )
    ),
    'hex'
  );

-- The only way into the log. Runs with its owner's rights: the application's role can add, never touch.
create function append_audit(
  given_at timestamptz, given_action text, given_subject_kind text, given_subject_id text,
  given_detail jsonb
) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  head audit_head;
  next_seq bigint;
  at_millisecond timestamptz := date_trunc('milliseconds', given_at);
  next_hash text;
begin
  select * into head from audit_head for update;
  next_seq := head.seq + 1;
  next_hash := audit_hash(
    next_seq, at_millisecond, actor_account_id(), actor_role(), given_action, given_subject_kind,
    given_subject_id, given_detail, head.hash
  );
  insert into audit_entry (
    seq, at, account_id, role, action, subject_kind, subject_id, detail, previous_hash, hash
  ) values (
    next_seq, at_millisecond, actor_account_id(), actor_role(), given_action, given_subject_kind,
    given_subject_id, given_detail, head.hash, next_hash
  );
  update audit_head set seq = next_seq, hash = next_hash where single;
  return next_seq;
end
$$;
revoke all on function append_audit(timestamptz, text, text, text, jsonb) from public;
grant execute on function append_audit(timestamptz, text, text, text, jsonb) to diaban_app;

-- Answers already given, so that a repeated write is answered and not repeated.
create table idempotency_record (
  account_id text not null,
  key text not null,
  request_hash text not null,
  status integer not null,
  body jsonb not null,
  created_at timestamptz not null,
  constraint idempotency_record_pkey primary key (account_id, key),
  constraint idempotency_record_account_fkey foreign key (account_id) references app_user (id)
);
