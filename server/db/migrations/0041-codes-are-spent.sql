-- A code of an authenticator is judged once for its account (RFC 6238 section 5.2): whoever looked over a shoulder
-- cannot use it again. The owner alone reads this table; rows are of no use after their two minutes.
create table spent_code (
  account_id text not null,
  code_hash text not null,
  spent_at timestamptz not null,
  constraint spent_code_pkey primary key (account_id, code_hash),
  constraint spent_code_account_fkey foreign key (account_id) references app_user (id)
);
