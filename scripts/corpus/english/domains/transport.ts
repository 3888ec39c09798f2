import { domain, type } from '../domain';
import { company, country, person, town } from './types';

export const sea = domain(
  'sea',
  {
    ship: type('Ship|Vessel|Boat', 'Miscellaneous', 'Queen {w}|{w}|{w} Star|{adj} {noun}|Lady {w}|{w} II|Princess {w}'),
    port: type('Port|Harbour|Place', 'Location', '{w}|Port {w}|{w} Harbour|{w}haven|{w} Bay|Cape {w}'),
    person,
    company,
  },
  `
  The {ship} (left|sailed from|put out from) {port} (on Monday|at dawn|with # passengers).
  The {ship} (arrived in|reached|entered) {port} (after # days|late|in thick fog).
  Captain {person} (commands|took command of|commanded) the {ship}.
  The {ship}, built in {port} for {company}, (sank|ran aground) off {port2}.
  {company} (sold|bought|ordered) the {ship} (for # million|last year).
  A storm kept the {ship} in {port} for # days.
  {person} (served|worked) as a (cook|sailor|mate) on the {ship}.
  The crew of the {ship} (thanked|trusted|obeyed) {person}.
  The {ship} and the {ship2} collided near {port}.
  {company} runs a ferry between {port} and {port2}.
  The harbour of {port} is (too shallow|closed|ready) for the {ship}.
  {person} was born in {port} and went to sea at the age of #.
  Dockers in {port} refused to unload the {ship}.
  {person} joined {company} as (chief engineer|a deckhand).
  The {ship} carried # tons of (coal|grain|timber) to {port}.
  (Divers|Fishermen) found the wreck of the {ship} near {port}.
  {company}, a shipping line from {port}, owns # vessels.
  The pilot {person} brought the {ship} safely into {port}.
  `,
);

export const aviation = domain(
  'aviation',
  {
    aircraft: type(
      'Aircraft|Plane|Vehicle',
      'Miscellaneous',
      '{w} {dd}|{L}-{dd}|{w} {noun}|{ABC}-{d}|{w} Jet|{w} {d}00',
    ),
    airline: type(
      'Airline|Company|Organization',
      'Organization',
      '{w} Air|Air {w}|{w} Airways|{w}jet|Fly {w}|{w} Wings',
    ),
    airport: type('Airport|Place|Location', 'Location', '{w} International|{w} Airport|{w} Field|{w}|{w} North'),
    pilot: type('Pilot|Person', 'Person', '{first} {w}|{first} {w}|{w} {w}|{w}'),
  },
  `
  {airline} flies from {airport} to {airport2} (daily|twice a week).
  The {aircraft} landed (safely|late) at {airport}.
  Pilot {pilot} flew the {aircraft} for # hours.
  {airline} ordered # aircraft of the type {aircraft}.
  Flights to {airport} were cancelled by {airline}.
  {pilot} has worked as a pilot for {airline} since #.
  The {aircraft} has # seats and two engines.
  The runway of {airport} is # metres long.
  An engine of the {aircraft} failed (shortly after take-off|over the sea).
  {pilot} (radioed|called) the tower of {airport}.
  {airline} (went bankrupt|cut # jobs|hired # pilots).
  Passengers of {airline} waited # hours at {airport}.
  The first flight of the {aircraft} was made by {pilot}.
  Fog closed {airport} (on Sunday|for the morning).
  {airline} replaced its old jets with the {aircraft}.
  The {aircraft} took off from {airport} with # people on board.
  Test pilot {pilot} praised the cockpit of the {aircraft}.
  `,
);

export const racing = domain(
  'racing',
  {
    driver: type('Driver|Person', 'Person', '{first} {w}|{w}|{first} {w}|{w} {w}'),
    car: type('Car|Vehicle|Model', 'Miscellaneous', '{w} {L}{d}|{w} {noun}|{L}{L} {dd}|{w} GT|{w} {dd}'),
    circuit: type('Circuit|Track|Place', 'Location', '{w}ring|{w}|{w} Park|{w} Circuit|{w} Speedway'),
    team: type('Team|Organization', 'Organization', '{w} Racing|Team {w}|Scuderia {w}|{w} Motorsport|{w}'),
  },
  `
  {driver} won the race at {circuit} (in a {car}|for {team}).
  {team} (signed|dismissed|hired) {driver} for # million.
  The {car} was (faster|slower) than the {car2} on the straight.
  {driver} crashed in the # th lap at {circuit}.
  The engine of the {car} is built by {team}.
  {circuit} has # corners and a long straight.
  {driver} overtook {driver2} (on the last lap|in the first corner).
  Mechanics of {team} changed the tyres of the {car} in # seconds.
  Rain fell on {circuit} before the start.
  {driver} leads the championship with # points.
  {team} presented the new {car} (in March|to the press).
  {driver} drove the {car} for the first time.
  Qualifying at {circuit} was won by {driver}.
  The brakes of the {car} failed, and {driver} hit the wall.
  # spectators came to {circuit} to see {driver}.
  {team} will not race at {circuit} this year.
  `,
);

export const roads = domain(
  'roads',
  {
    bridge: type('Bridge|Structure|Building', 'Location', '{w} Bridge|{w} Viaduct|Bridge of {w}|{adj} {noun}|{w}'),
    road: type('Road|Street|Route', 'Location', '{w} Road|{L}{dd}|{w} Street|{w} Way|{w} Avenue|Old {w} Road'),
    engineer: type('Engineer|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    town,
  },
  `
  The {bridge} (crosses|spans) the river near {town}.
  {engineer} (designed|drew the plans for) the {bridge}.
  {road} leads from {town} to {town2}.
  The {bridge} was closed to lorries (in May|for repairs).
  Traffic on {road} was (slow|heavy) all morning.
  An accident blocked {road} near {town} for # hours.
  The town council of {town} wants to widen {road}.
  {engineer} found cracks in the pillars of the {bridge}.
  {road} was paved in #.
  The {bridge} is # metres long and carries {road}.
  {town} paid # million for the {bridge}.
  Houses along {road} were pulled down.
  {engineer} studied bridges in {town}.
  The toll on the {bridge} rose to # crowns.
  {town} lies # miles from {town2} by road.
  Floods washed away the {bridge} and part of {road}.
  `,
);

export const expedition = domain(
  'expedition',
  {
    explorer: type('Explorer|Person', 'Person', '{first} {w}|{w}|{w} {w}|Sir {first} {w}'),
    island: type('Island|Place|Location', 'Location', '{w} Island|{w}|Isle of {w}|{w} Rock|Great {w}'),
    society: type(
      'Society|Organization|Group',
      'Organization',
      '{w} Society|Royal {w} Society|{w} Club|{ABC}|{w} Institute',
    ),
    country,
  },
  `
  {explorer} discovered {island} (in the spring|after # weeks at sea).
  The {society} paid for the expedition of {explorer}.
  {island} belongs to {country}.
  {explorer} (mapped|crossed|circled) {island} on foot.
  No one lives on {island}, which {country} claims.
  {explorer} lectured at the {society} on (birds|ice|volcanoes).
  The natives of {island} welcomed {explorer}.
  {explorer} came from {country} and died on {island}.
  The {society} was founded by {explorer}.
  {explorer} and {explorer2} spent the winter on {island}.
  The {society} gave {explorer} its gold medal.
  The coast of {island} is # miles long.
  {country} sent # soldiers to {island}.
  Sledges and dogs were landed on {island}.
  {explorer} wrote # letters to the {society}.
  The embassy of {country} helped {explorer}.
  `,
);
