-- Settings that decide figures are asked for by the agency that answers for the plan and confirmed by somebody whom no figure
-- measures. Administrators, who see no place and no tip, keep none of them.

alter policy setting_by_its_keepers on setting
  with check (actor_role() = 'coordinator' and key <> 'demo');
alter policy deadline_rule_by_its_keepers on deadline_rule
  with check (actor_role() = 'coordinator');
alter policy day_off_by_its_keepers on day_off
  using (actor_role() = 'coordinator') with check (actor_role() = 'coordinator');
alter policy commune_population_by_its_keepers on commune_population
  with check (actor_role() = 'coordinator');
