-- The log without a queue. A line is added with a number of its own and waits for nobody; a sequencer then gives the
-- committed lines their places in a Merkle tree (RFC 6962), which holds one leaf for each line and only grows.

-- `id` is drawn by the program: with it the leaf of a line is known before the line has a number or a place, and nobody
-- guesses a line from its hash. Lines of earlier versions have none; their place in the old chain of hashes stays.
alter table audit_entry
  add column id uuid,
  add column written_in bigint,
  alter column previous_hash drop not null,
  alter column hash drop not null,
  add constraint audit_entry_id_unique unique (id),
  add constraint audit_entry_is_of_tree_or_chain check (
    (id is null) = (hash is not null) and (id is null) = (previous_hash is not null)
  );
create index audit_entry_written_in_index on audit_entry (written_in);

create sequence audit_entry_seq owned by audit_entry.seq;
select setval('audit_entry_seq', seq + 1, false) from audit_head;

-- The end of the old chain. Nothing is added to it any more.
create trigger audit_head_is_immutable before update or delete on audit_head
  for each row execute function refuse_change();

-- Lines that have no place yet.
create table audit_waiting (
  seq bigint not null,
  constraint audit_waiting_pkey primary key (seq)
);
insert into audit_waiting (seq) select seq from audit_entry;

-- The leaves of the tree in their order, from 1, and its complete subtrees of 2, 4, 8 … leaves, from 0.
create table audit_leaf (
  place bigint not null,
  seq bigint not null,
  hash text not null,
  constraint audit_leaf_pkey primary key (place),
  constraint audit_leaf_entry_unique unique (seq)
);
create index audit_leaf_hash_index on audit_leaf (hash);
create table audit_node (
  level integer not null,
  number bigint not null,
  hash text not null,
  constraint audit_node_pkey primary key (level, number)
);
create trigger audit_leaf_is_immutable before update or delete on audit_leaf
  for each row execute function refuse_change();
create trigger audit_leaf_is_not_truncated before truncate on audit_leaf
  for each statement execute function refuse_change();
create trigger audit_node_is_immutable before update or delete on audit_node
  for each row execute function refuse_change();

-- The last signed head. Its row lock lets one sequencer work at a time; no act takes it.
create table audit_tree (
  single boolean not null default true,
  size bigint not null,
  root text not null,
  signed_at timestamptz,
  signed text,
  constraint audit_tree_pkey primary key (single),
  constraint audit_tree_is_one_row check (single)
);
insert into audit_tree (size, root)
values (0, encode(sha256(''), 'hex'));

-- Keys that sign receipts and heads. The private half is encrypted with the secret of the installation.
create table log_key (
  kid text not null,
  public_key jsonb not null,
  sealed text not null,
  since timestamptz not null,
  constraint log_key_pkey primary key (kid)
);

-- The only way into the log. Runs with its owner's rights: the application's role can add, never touch.
drop function append_audit(timestamptz, text, text, text, jsonb);
create function append_audit(given jsonb)
  returns table (id uuid, seq bigint, account_id text, role text)
  language sql volatile security definer set search_path = public, pg_temp
begin atomic
  with line as (
    select (element.value ->> 'id')::uuid as id, element.value, nextval('audit_entry_seq') as seq
    from jsonb_array_elements(given) with ordinality as element (value, place)
  ), added as (
    insert into audit_entry (
      seq, id, at, account_id, role, action, subject_kind, subject_id, detail, written_in
    )
    select
      line.seq, line.id, date_trunc('milliseconds', (line.value ->> 'at')::timestamptz),
      actor_account_id(), actor_role(), line.value ->> 'action', line.value ->> 'subject_kind',
      line.value ->> 'subject_id', line.value -> 'detail', pg_current_xact_id()::text::bigint
    from line
    returning audit_entry.id, audit_entry.seq, audit_entry.account_id, audit_entry.role
  ), waiting as (
    insert into audit_waiting (seq) select added.seq from added
  )
  select added.id, added.seq, added.account_id, added.role from added order by added.seq;
end;
revoke all on function append_audit(jsonb) from public;
grant execute on function append_audit(jsonb) to diaban_app;

-- A keyed write remembers its line, from which its receipt is made again.
alter table idempotency_record add column line uuid;

-- The facts that figures are made of, and the transaction that wrote each: a job looks for the line of that transaction.
alter table event add column written_in bigint;
alter table event alter column written_in set default pg_current_xact_id()::text::bigint;
alter table tip_event add column written_in bigint;
alter table tip_event alter column written_in set default pg_current_xact_id()::text::bigint;
alter table role_assignment add column written_in bigint;
alter table role_assignment alter column written_in set default pg_current_xact_id()::text::bigint;
alter table setting add column written_in bigint;
alter table setting alter column written_in set default pg_current_xact_id()::text::bigint;

-- Anybody signed in may compare heads and ask for proofs: both hold hashes alone.
alter table audit_waiting enable row level security;
alter table audit_leaf enable row level security;
alter table audit_node enable row level security;
alter table audit_tree enable row level security;
alter table log_key enable row level security;
grant select on audit_waiting, audit_leaf, audit_node, audit_tree to diaban_app;
grant select (kid, public_key, since) on log_key to diaban_app;
create policy waiting_for_the_auditor on audit_waiting for select to diaban_app
  using (actor_reach() = 'log');
create policy keys_for_all on log_key for select to diaban_app using (true);
create policy leaves_for_all on audit_leaf for select to diaban_app using (true);
create policy nodes_for_all on audit_node for select to diaban_app using (true);
create policy tree_for_all on audit_tree for select to diaban_app using (true);
