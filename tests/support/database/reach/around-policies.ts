/** Functions that go around the policies, each for a reason. */
export const AROUND_POLICIES: readonly string[] = [
  // Role and communes of an account, for a confirmation that acts in the asker's name.
  'acting_role',
  // Whether the asker works on a tip, or has just taken it in for another commune.
  'actor_attaches_to_tip',
  // Businesses that an inspector goes to.
  'actor_inspection_object_ids',
  // True while the actor's commune is asked to take that tip.
  'actor_is_asked_for_tip',
  // True for points that the actor sees or has just proposed.
  'actor_places_point',
  'actor_point_ids',
  // Whether a plan is a draft, which only the coordinator sees.
  'actor_sees_plan',
  'actor_sees_point',
  // Routes ask about shifts and stops, and those about routes: no ring of policies.
  'actor_sees_route',
  'actor_sees_tip',
  // Of the asker's own teams.
  'actor_shift_ids',
  // Whose token hands in tips: the sender's name and nothing of a tip.
  'actor_tip_source',
  // What waits for the asker, within the reach that it asks for itself.
  'actor_work',
  // True for a stop that a publication once gave to the actor's own team.
  'actor_worked_stop',
  'actor_works_shift',
  // True for a stop of the actor's own team.
  'actor_works_stop',
  // A trigger: compares two sums and gives nothing away.
  'allotment_shares_make_the_total',
  // Takes the statistics of tables that an import has filled, which only their owner may, and gives nothing.
  'analyze_outgrown_register',
  'append_audit',
  // Numbers of closed places near a spot, for an index; whoever joins them to places sees those within reach.
  'closed_points_near',
  // How many people may decide on a proposal: a number, nobody's name.
  'count_deciders',
  // How many suspicions other measures would make: counts for whoever sets them, no place.
  'count_rematch',
  // True once a commune has replied in a cycle.
  'cycle_has_reply',
  // Works out from geometries alone which communes a point touches; says nothing about a point.
  'derive_communes_of_points',
  // Facts of points within the asker's reach, which it asks for itself, once a point.
  'facts_of_points',
  // Names of inspectors, for planners alone.
  'inspectors_on',
  // What a channel was told for its own number before.
  'known_tip',
  // Keeps others from a tip that the actor's commune is asked to take; gives nothing.
  'lock_asked_tip',
  // Numbers of places in a box, for an index, as those near the rows of a list.
  'places_in_box',
  'plan_is_draft',
  // Numbers of places near the rows of a list, for an index, as those near a signal.
  'points_near_rows',
  // Numbers of signals around a place that closes, to be looked at again; for the city alone.
  'requeue_signals_of_closure',
  // True where one of two people got a role from the other.
  'role_between',
  // Whether a team is still out, for the team that comes back first.
  'route_has_open_shift',
  // Who went along on the visit that raised a suspicion, for those who may decide on it.
  'signal_visitors',
  // True for a stop that was published with its route; tells nothing else about the stop.
  'stop_is_in_the_street',
  // The last cycle, which a decision that is taken back had opened; refused once the commune has replied.
  'take_back_cycle',
  // From a commune to the one that it had asked, in the name of that one's people.
  'take_tip',
  // Tips that the actor's commune is asked to take, beside its own.
  'tips_asked_of_actor',
];
