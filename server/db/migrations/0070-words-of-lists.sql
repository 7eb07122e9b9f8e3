-- Words of people's lists that the office has said to mean a category. Taking one back keeps the row.
create table import_word (
  id integer generated always as identity,
  word text not null,
  -- As it is compared: without case, diacritics, quotes and brackets.
  folded text not null,
  category text not null,
  set_by text not null,
  set_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  constraint import_word_pkey primary key (id),
  constraint import_word_category_fkey foreign key (category) references category (code),
  constraint import_word_set_by_fkey foreign key (set_by) references app_user (id),
  constraint import_word_withdrawn_by_fkey foreign key (withdrawn_by) references app_user (id),
  constraint import_word_withdrawal_complete check ((withdrawn_by is null) = (withdrawn_at is null))
);
create unique index import_word_once on import_word (folded) where withdrawn_at is null;

grant select, insert on import_word to diaban_app;
grant update (withdrawn_by, withdrawn_at) on import_word to diaban_app;
alter table import_word enable row level security;
create policy word_of_the_office on import_word for select to diaban_app
  using (actor_reach() = 'city');
create policy word_is_taught on import_word for insert to diaban_app
  with check (actor_reach() = 'city' and set_by = actor_account_id());
create policy word_is_taken_back on import_word for update to diaban_app
  using (actor_reach() = 'city')
  with check (actor_reach() = 'city' and withdrawn_by = actor_account_id());
