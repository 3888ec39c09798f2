import { domain, type } from '../domain';
import { company, country, organisation, person, town } from './types';

export const geography = domain(
  'geography',
  {
    river: type('River|Water|Location', 'Location', '{w}|River {w}|{w} River|{w} Creek'),
    mountain: type('Mountain|Peak|Location', 'Location', 'Mount {w}|{w} Peak|{w}|{w} Ridge|{w}horn'),
    country,
    town,
  },
  `
  The {river} (rises|has its source) on {mountain}.
  {mountain} is the highest mountain in {country}.
  {town} lies on the {river}.
  The {river} flows through {country} for # miles.
  {town} is the capital of {country}.
  Snow covers {mountain} all year.
  The {river} joins the {river2} below {town}.
  {country} has # million inhabitants.
  From {town} one can see {mountain}.
  The {river} forms the border of {country}.
  A dam on the {river} gives light to {town}.
  {mountain} is an extinct volcano.
  {country} exports timber and wool.
  {town} was founded by monks.
  Boats go up the {river} as far as {town}.
  The glacier on {mountain} is melting.
  `,
);

export const climbing = domain(
  'climbing',
  {
    climber: type('Climber|Mountaineer|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    peak: type('Peak|Mountain|Location', 'Location', '{w}|Mount {w}|{w} Needle|{w} Spire|{adj} {noun}'),
    route: type('Route|Path', 'Miscellaneous', '{w} Face|{noun} Ridge|{w} Couloir|{adj} {noun} Line'),
    club: type('Club|Organization|Group', 'Organization', '{w} Alpine Club|{ABC}|{w} Rope|{w} Climbers'),
  },
  `
  {climber} reached the top of {peak} (at noon|without oxygen).
  {climber} fell # metres on the {route}.
  The {route} is the hardest way up {peak}.
  {club} rescued {climber} from {peak}.
  {climber} and {climber2} climbed {peak} in winter.
  {club} has # members and a hut below {peak}.
  {peak} is # metres high.
  An avalanche on {peak} buried {climber}.
  {climber} opened the {route} in #.
  {club} closed the {route} because of loose rock.
  The guide {climber} knows every step of the {route}.
  No one has climbed {peak} by the {route}.
  {climber} is the president of {club}.
  The north wall of {peak} is covered with ice.
  {club} sent a team to {peak}.
  {climber} froze two fingers on {peak}.
  `,
);

export const weather = domain(
  'weather',
  {
    storm: type('Storm|Hurricane|Event', 'Miscellaneous', '{first}|Hurricane {first}|{first}|Typhoon {w}|{w}'),
    region: type('Region|Area|Location', 'Location', '{w}|{w} Valley|Upper {w}|{w} Coast|{w}shire'),
    agency: type('Agency|Office|Organization', 'Organization', '{w} Weather Office|{ABC}|{w} Observatory|{w} Service'),
    scientist: type('Scientist|Meteorologist|Person', 'Person', '{first} {w}|{w} {w}|{w}'),
  },
  `
  {storm} (hit|reached|crossed) {region} (on Tuesday|with winds of # miles an hour).
  The {agency} warned of {storm}.
  {scientist} of the {agency} expects heavy rain in {region}.
  # people in {region} lost their homes to {storm}.
  {storm} weakened before it came to {region}.
  The {agency} measured # degrees in {region}.
  {scientist} flew into the eye of {storm}.
  Schools in {region} were closed because of {storm}.
  Snow fell in {region} for # days.
  {scientist} named the storm {storm}.
  The {agency} expects more storms like {storm}.
  The damage done by {storm} is put at # million.
  {scientist} has worked at the {agency} for years.
  Farmers in {region} hope for rain.
  {storm} turned north and spared {region}.
  A radar of the {agency} stands in {region}.
  `,
);

export const zoo = domain(
  'zoo',
  {
    animal: type('Animal|Pet|Creature', 'Miscellaneous', '{w}|{first}|{noun}|Little {w}|{adj} {noun}'),
    zoo: type('Zoo|Park|Place', 'Organization', '{w} Zoo|{w} Park|{w} Aquarium|Zoo of {w}'),
    keeper: type('Keeper|Vet|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    species: type('Species|Breed|Kind', 'Miscellaneous', '{w} {noun}|{w} bear|{w} tiger|{adj} {w}'),
  },
  `
  {animal} is a young (elephant|bear|ape) in the {zoo}.
  {keeper} feeds {animal} (twice a day|with fish).
  The {zoo} has # animals.
  {animal} bit {keeper} in the hand.
  The {species} is found only in the mountains.
  {animal}, a {species}, was born in the {zoo}.
  {keeper} raised {animal} with a bottle.
  The {zoo} bought a pair of the {species}.
  {animal} escaped from its cage and was caught by {keeper}.
  The {species} eats leaves and small insects.
  Only # of the {species} are left in the wild.
  {keeper} has worked at the {zoo} for # years.
  {animal} and {animal2} share a cage.
  Children love {animal}, who can dance.
  The vet {keeper} examined {animal}.
  The {zoo} is closed because {animal} is ill.
  `,
);

export const minerals = domain(
  'minerals',
  {
    mineral: type('Mineral|Stone|Substance', 'Miscellaneous', '{w}ite|{w}ine|{w} opal|Blue {w}|{w}ite'),
    mine: type('Mine|Place|Location', 'Location', '{w} Mine|{w} Pit|{adj} {noun} Mine|{w} Quarry|{w}'),
    geologist: type('Geologist|Scientist|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    company,
  },
  `
  {mineral} is found in the {mine}.
  {geologist} discovered {mineral} (in #|in a cave).
  {company} owns the {mine}.
  {mineral} is harder than {mineral2}.
  # miners work in the {mine}.
  {geologist} took samples from the {mine}.
  {company} sells {mineral} to jewellers.
  An explosion in the {mine} killed # men.
  {mineral} melts at # degrees.
  {company} hired {geologist} as an adviser.
  The {mine} is # metres deep.
  Crystals of {mineral} are green and brittle.
  {geologist} says that the {mine} is empty.
  {company} closed the {mine} last year.
  {mineral} was named by {geologist}.
  A vein of {mineral} runs through the {mine}.
  `,
);

export const farming = domain(
  'farming',
  {
    farm: type('Farm|Estate|Place', 'Location', '{w} Farm|{adj} {noun} Farm|{w} Ranch|{w} Grange'),
    farmer: type('Farmer|Grower|Person', 'Person', '{first} {w}|{w}|old {w}|{w} {w}'),
    crop: type('Crop|Variety|Plant', 'Miscellaneous', '{w} wheat|{w} Red|{noun} of {w}|{w} barley|Early {w}'),
    cooperative: type('Cooperative|Union|Organization', 'Organization', '{w} Growers|{w} Dairy|{w} Union|{ABC}'),
  },
  `
  {farmer} grows {crop} on the {farm}.
  The {farm} has # cows and a mill.
  {farmer} sold the {farm} to {farmer2}.
  {crop} ripens in (August|early autumn).
  {cooperative} buys the milk of the {farm}.
  Hail destroyed the {crop} on the {farm}.
  {farmer} joined {cooperative} in #.
  {crop} needs little water.
  {cooperative} pays # crowns for a sack of {crop}.
  {farmer} inherited the {farm} from his uncle.
  The barn of the {farm} burned down.
  {cooperative} recommends {crop} for dry soils.
  Farmer {farmer} ploughed the field at dawn.
  # members of {cooperative} voted for {farmer}.
  {crop} was bred by {farmer}.
  Wolves killed # sheep at the {farm}.
  `,
);

export const energy = domain(
  'energy',
  {
    plant: type('Plant|Facility|Building', 'Location', '{w} Power Station|{w} Dam|{w} Plant|{w} Wind Park|{w}'),
    company,
    river: type('River|Water|Location', 'Location', '{w}|River {w}|{w} River|Lake {w}'),
    engineer: type('Engineer|Expert|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
  },
  `
  {company} runs the {plant}.
  The {plant} takes its cooling water from the {river}.
  {engineer} shut down the {plant} after an alarm.
  The {plant} burns # tons of coal a day.
  {company} wants to dam the {river}.
  {engineer} works in the control room of the {plant}.
  Fish died in the {river} below the {plant}.
  {company} was fined for polluting the {river}.
  Electricity from the {plant} is cheap.
  {engineer} designed the turbines of the {plant}.
  {company} will close the {plant} in # years.
  The water of the {river} is too warm.
  {engineer} left {company} after the accident.
  A second reactor of the {plant} was switched on.
  Villages along the {river} were moved.
  {company} asked {engineer} to inspect the {plant}.
  `,
);

export const rescue = domain(
  'rescue',
  {
    lake: type('Lake|Water|Location', 'Location', 'Lake {w}|{w} Lake|{w} Water|{w}'),
    person,
    organisation,
    dog: type('Dog|Animal|Pet', 'Miscellaneous', '{w}|{first}|{noun}|{adj} {noun}'),
  },
  `
  {person} fell through the ice of {lake}.
  The dog {dog} found {person} under the snow.
  {organisation} searched {lake} with # boats.
  {person} of {organisation} dived into {lake}.
  {dog} barked until {person} woke up.
  {organisation} trains dogs like {dog}.
  {person} swam across {lake} in # minutes.
  {lake} is frozen until April.
  {dog} was given a medal by {organisation}.
  The fire brigade and {organisation} pulled {person} from a well.
  {dog} belongs to {person}.
  A boat capsized on {lake}, and {person} drowned.
  {organisation} bought a new ladder.
  {person} walked {dog} along {lake}.
  Volunteers from {organisation} looked for {dog}.
  {lake} is # metres deep.
  `,
);
