import { domain, type } from '../domain';
import { company, country, organisation, person, town } from './types';

export const mining = domain(
  'mining',
  {
    mine: type('Mine|Site|Place', 'Location', '{w} Mine|{w}|{adj} {noun} Mine|{w} Pit|Old {w}'),
    miner: type('Miner|Worker|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    ore: type('Ore|Mineral|Material', 'Miscellaneous', '{w}ite|{w}|{w} ore|{adj} {noun}'),
    company,
  },
  `
  {miner} went down the shaft of {mine} (at the age of #|every morning).
  {company} (digs for|extracts) {ore} at {mine}.
  The {mine} (yields|produced) # tons of {ore} a year.
  # men were trapped underground at {mine} (for # days|after an explosion).
  {ore} is (crushed|washed|melted) before {company} sells it.
  {company} closed {mine} when the seam was exhausted.
  {miner} lost his lamp in a tunnel of {mine}.
  Geologists found {ore} # metres below {mine}.
  {miner} hammered at a vein of {ore}.
  A pump in {mine} failed, and the lower galleries were flooded.
  {company} pays {miner} by the ton.
  The price of {ore} fell, and {company} dismissed # workers.
  {miner} coughed from the dust.
  `,
);

export const oil = domain(
  'oil',
  {
    field: type('Field|Deposit|Location', 'Location', '{w} Field|{w}|North {w}|{w} Basin|{w} Deep'),
    pipeline: type('Pipeline|Pipe|Structure', 'Miscellaneous', '{w} Pipeline|{w} Link|{w} Stream|{adj} {noun}'),
    company,
    country,
  },
  `
  {company} drilled # wells in {field}.
  The {pipeline} (carries|pumps) crude oil from {country} to {country2}.
  {field} holds # million barrels under the sea bed.
  A leak in the {pipeline} was (found|sealed) after # days.
  {country} sold the rights to {field} to {company}.
  {company} and {company2} share the cost of the {pipeline}.
  The rigs of {company} stand in {field}.
  {country} raised the tax on petrol.
  Welders joined the last piece of the {pipeline}.
  Gas from {field} is burned off by {company}.
  The parliament of {country} debated the route of the {pipeline}.
  {field} lies # miles off the coast of {country}.
  `,
);

export const unions = domain(
  'unions',
  {
    union: type(
      'Union|Organization|Group',
      'Organization',
      '{ABC}|Union of {w}|{w} Workers|{noun} Union|{w} Federation',
    ),
    leader: type('Leader|Chairman|Person', 'Person', '{first} {w}|{w}|{first} {L}. {w}'),
    factory: type('Factory|Plant|Workplace', 'Location', '{w} Works|{w} Mill|{w}|{w} Plant|{noun} Works'),
    company,
  },
  `
  The {union} called a strike at {factory}.
  {leader} (heads|speaks for|was elected by) the {union}.
  Workers at {factory} put down their tools (at noon|on Monday).
  {company} offered the {union} # per cent more pay.
  {leader} shook hands with the managers of {company}.
  {company} will shut {factory} (in March|next year).
  Members of the {union} marched past {factory}.
  {leader} rejected the offer of {company}.
  The assembly line at {factory} stood still for # hours.
  The {union} and the {union2} (merged|quarrelled).
  {leader} began as an apprentice at {factory}.
  # members left the {union} last year.
  `,
);

export const housing = domain(
  'housing',
  {
    building: type('Building|House|Structure', 'Location', '{w} House|{w} Tower|{w} Court|{noun} House|{w}'),
    tenant: type('Tenant|Resident|Person', 'Person', '{first} {w}|{w}|{first} {L}.|{w} {w}'),
    landlord: type('Landlord|Owner|Company', 'Organization', '{w} Homes|{w} & {w}|{w} Estates|{w}|{ABC}'),
    street: type('Street|Road|Place', 'Location', '{w} Street|{w} Lane|{w} Row|{noun} Lane|{w}'),
  },
  `
  {tenant} rents two rooms in {building}.
  {landlord} raised the rent of {tenant} by # crowns.
  {building} stands at the corner of {street}.
  The roof of {building} (leaks|was mended).
  {landlord} owns # flats in {street}.
  {tenant} complained to {landlord} about the damp.
  The lift in {building} has been out of order for # weeks.
  {street} is lined with (trees|old houses).
  {landlord} wants to pull down {building}.
  {tenant} moved from {street} to {street2}.
  A neighbour of {tenant} plays the trumpet at night.
  {building} has # floors and no cellar.
  {landlord} sued {tenant} over unpaid rent.
  `,
);

export const dams = domain(
  'dams',
  {
    dam: type('Dam|Structure|Building', 'Location', '{w} Dam|{w}|{w} Barrage|Great {w} Dam'),
    river: type('River|Water|Location', 'Location', '{w}|River {w}|{w} River|{w} Creek'),
    ministry: type(
      'Ministry|Authority|Organization',
      'Organization',
      'Ministry of {noun}|{w} Authority|{ABC}|{w} Board',
    ),
    engineer: type('Engineer|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
  },
  `
  The {dam} holds back the {river}.
  {engineer} (planned|inspected|warned about) the {dam}.
  The {ministry} approved the {dam} (in #|after a long debate).
  The {river} rose by # metres after the rain.
  Water from the {river} drives the turbines of the {dam}.
  {engineer} works for the {ministry}.
  # villages were flooded when the {dam} was filled.
  The {river} flows into the {river2}.
  The {ministry} ordered {engineer} to open the gates.
  Fish no longer swim up the {river}.
  A crack in the wall of the {dam} worried {engineer}.
  The {ministry} will pay for the repair of the {dam}.
  `,
);

export const advertising = domain(
  'advertising',
  {
    agency: type('Agency|Company|Organization', 'Organization', '{w} & {w}|{w}|{ABC}|{w} {noun}|{w} Partners'),
    brand: type('Brand|Product|Good', 'Miscellaneous', '{w}|{w}ex|{adj} {noun}|{w} Plus|{w}o'),
    director: type('Director|Manager|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    magazine: type('Magazine|Publication|Media', 'Miscellaneous', '{w} Weekly|The {noun}|{adj} {noun}|{w}'),
  },
  `
  {agency} invented a slogan for {brand}.
  {director} (runs|left|founded) {agency}.
  Posters for {brand} hang in every bus.
  {magazine} printed a full-page advertisement for {brand}.
  {agency} won a prize for its campaign.
  {director} wants to sell {brand} to young people.
  Readers of {magazine} (like|ignore) such pictures.
  {brand} tastes of lemon and costs # cents.
  {agency} lost the account of {brand} to {agency2}.
  {director} gave an interview to {magazine}.
  The jingle of {brand} is sung by children.
  {magazine} sold # copies of its summer issue.
  `,
);

export const phones = domain(
  'phones',
  {
    phone: type('Phone|Device|Product', 'Miscellaneous', '{w} {d}|{w} {noun}|{w} One|{L}{dd}|{w} Mini'),
    maker: type('Maker|Manufacturer|Company', 'Organization', '{w}|{w} Mobile|{ABC}|{w} Electronics|{w} Labs'),
    network: type('Network|Provider|Service', 'Organization', '{w}net|{w}|{w} Mobile|Tele{w}|{w} One'),
    customer: type('Customer|Buyer|Person', 'Person', '{first} {w}|{first}|{w}|{w} {w}'),
  },
  `
  {maker} unveiled the {phone} (on Tuesday|in autumn).
  The battery of the {phone} lasts # hours.
  {customer} bought a {phone} (on the first day|for # crowns).
  {network} has # million subscribers.
  {customer} switched from {network} to {network2}.
  The camera of the {phone} is better than that of the {phone2}.
  {network} put up # new masts.
  {maker} recalled the {phone} because it overheats.
  {customer} dropped the {phone} and cracked its screen.
  {network} sells the {phone} with a contract.
  Shares of {maker} rose after the launch.
  {customer} waited in line for # hours.
  There is no signal from {network} in the valley.
  `,
);

export const spies = domain(
  'spies',
  {
    agent: type('Agent|Spy|Person', 'Person', '{first} {w}|{w}|{noun}|{L}. {w}'),
    agency: type('Agency|Service|Organization', 'Organization', '{ABC}|{w} Bureau|{w} Service|Office {dd}|{w}'),
    operation: type('Operation|Mission|Event', 'Miscellaneous', 'Operation {w}|{adj} {noun}|{noun}|{w}'),
    country,
  },
  `
  {agent} (spied for|betrayed) {country}.
  The {agency} recruited {agent} (in #|at a hotel).
  {operation} was (planned|cancelled) by the {agency}.
  {agent} photographed secret papers of the {agency}.
  {country} expelled # diplomats.
  {agent} was the only one to survive {operation}.
  The aim of {operation} was to steal a code.
  {country} denies that it knew of {operation}.
  The {agency} listens to the telephones of {country}.
  {agent} crossed the border of {country} with a false passport.
  The {agency} traded {agent} for {agent2} on a bridge.
  {operation} began at midnight and failed.
  `,
);

export const photography = domain(
  'photography',
  {
    photographer: type('Photographer|Artist|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    camera: type('Camera|Device|Equipment', 'Miscellaneous', '{w} {d}|{w}flex|{w} {L}{d}|{w} {noun}'),
    gallery: type('Gallery|Museum|Venue', 'Location', '{w} Gallery|Gallery {w}|{w} Rooms|{w}'),
    picture: type('Picture|Photograph|Work', 'Miscellaneous', '{adj} {noun}|The {noun}|{w}|{noun} at {w}'),
  },
  `
  {photographer} took {picture} (at dawn|from a roof|in #).
  {gallery} shows # prints by {photographer}.
  {photographer} never uses a flash with the {camera}.
  {picture} was sold for # crowns.
  The lens of the {camera} is made of glass.
  {picture} hangs (above the stairs|in the first room) of {gallery}.
  {photographer} loaded the {camera} with film.
  Visitors of {gallery} stop in front of {picture}.
  {picture} shows a child on a beach.
  {photographer} developed {picture} in a bathroom.
  The shutter of the {camera} clicked.
  {gallery} opens at # and charges no entrance fee.
  `,
);

export const council = domain(
  'council',
  {
    mayor: type('Mayor|Politician|Person', 'Person', '{first} {w}|{w}|{first} {L}. {w}'),
    district: type('District|Area|Place', 'Location', '{w}|{w} Park|{w} Hill|East {w}|{w} Gate'),
    project: type('Project|Plan|Programme', 'Miscellaneous', '{w} Plan|Project {w}|{adj} {noun}|{noun} 2{d}00'),
    organisation,
    town,
  },
  `
  Mayor {mayor} of {town} (opened|cut the ribbon at) the new bath.
  {project} will bring # new homes to {district}.
  The residents of {district} protested against {project}.
  {organisation} asked {mayor} for more money.
  {town} borrowed # million for {project}.
  {mayor} promised to plant trees in {district}.
  {district} is the (poorest|oldest) part of {town}.
  {organisation} criticised {project} as too expensive.
  {mayor} grew up in {district}.
  The council of {town} voted for {project}.
  {organisation} has its office in {district}.
  {mayor} beat {mayor2} by # votes.
  Rubbish in {district} is collected on Fridays.
  `,
);

export const clocks = domain(
  'clocks',
  {
    watch: type('Watch|Clock|Product', 'Miscellaneous', '{w} {noun}|{w} {dd}|{adj} {noun}|{w}'),
    watchmaker: type('Watchmaker|Craftsman|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    workshop: type('Workshop|Company|Organization', 'Organization', '{w} & Sons|{w} Brothers|{w}|House of {w}'),
    town,
  },
  `
  {watchmaker} repaired the {watch} with a tiny screwdriver.
  The {watch} (ticks loudly|is slow by # minutes|has a gold case).
  {workshop} has made watches in {town} since #.
  {watchmaker} was trained by {workshop}.
  {workshop} built only # pieces of the {watch}.
  The hands of the {watch} glow in the dark.
  {watchmaker} opened a shop in {town}.
  A spring of the {watch} broke.
  {town} is known for its clock tower.
  {workshop} employs # craftsmen.
  A collector from {town} bought the {watch}.
  {watchmaker} wound up the {watch} and listened.
  `,
);

export const charity = domain(
  'charity',
  {
    charity: type(
      'Charity|Foundation|Organization',
      'Organization',
      '{w} Trust|{w} Fund|{noun} Aid|{w}|Friends of {w}',
    ),
    donor: type('Donor|Benefactor|Person', 'Person', '{first} {w}|{w}|{w} {w}|Lady {w}'),
    region: type('Region|Area|Location', 'Location', '{w}|{w}ia|South {w}|{w} Valley|{w} Coast'),
    person,
  },
  `
  {donor} gave # million to {charity}.
  {charity} sends (food|blankets|doctors) to {region}.
  {person} works as a volunteer for {charity}.
  A drought in {region} has ruined the harvest.
  {charity} dug # wells in {region}.
  {donor} left his fortune to {charity}.
  Refugees from {region} were fed by {charity}.
  {person} fled from {region} with # children.
  {charity} thanked {donor} in a letter.
  {donor} sold a house to help {region}.
  {person} received a bicycle from {charity}.
  # people in {region} live without clean water.
  `,
);
