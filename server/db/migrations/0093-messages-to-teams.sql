-- Short messages of the planners to a team on its route, with who has read them. They never change.
create table route_message (
  id integer generated always as identity,
  shift_id integer not null,
  body text not null,
  sent_by text not null,
  sent_at timestamptz not null,
  constraint route_message_pkey primary key (id),
  constraint route_message_shift_fkey foreign key (shift_id) references route_shift (id),
  constraint route_message_sent_by_fkey foreign key (sent_by) references app_user (id),
  constraint route_message_body_is_short check (char_length(body) between 2 and 300)
);
create index route_message_shift_index on route_message (shift_id, id);

create table route_message_read (
  message_id integer not null,
  account_id text not null,
  read_at timestamptz not null,
  constraint route_message_read_pkey primary key (message_id, account_id),
  constraint route_message_read_message_fkey foreign key (message_id) references route_message (id),
  constraint route_message_read_account_fkey foreign key (account_id) references app_user (id)
);

create trigger route_message_is_immutable before update or delete on route_message
  for each row execute function refuse_change();
create trigger route_message_read_is_immutable before update or delete on route_message_read
  for each row execute function refuse_change();
create trigger route_message_is_told after insert on route_message
  for each statement execute function tell_of_route_orders();
create trigger route_message_read_is_told after insert on route_message_read
  for each statement execute function tell_of_route_results();

grant select, insert on route_message, route_message_read to diaban_app;
alter table route_message enable row level security;
alter table route_message_read enable row level security;
create policy route_message_of_the_team on route_message for select to diaban_app
  using (actor_works_shift(shift_id));
create policy route_message_by_planner on route_message for insert to diaban_app
  with check (actor_role() = 'planner' and sent_by = actor_account_id());
create policy route_message_read_seen on route_message_read for select to diaban_app
  using (actor_role() = 'planner' or account_id = actor_account_id());
create policy route_message_read_by_its_team on route_message_read for insert to diaban_app
  with check (
    account_id = actor_account_id() and actor_reach() = 'routes'
    and exists (select from route_message where route_message.id = route_message_read.message_id)
  );
