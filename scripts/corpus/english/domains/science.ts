import { domain, type } from '../domain';
import { company, organisation, person, town } from './types';

export const medicine = domain(
  'medicine',
  {
    drug: type('Drug|Medicine|Substance', 'Miscellaneous', '{w}in|{w}ol|{w}ax|{w}ine|{w}'),
    disease: type('Disease|Illness|Condition', 'Miscellaneous', "{w} fever|{w} syndrome|{w}itis|{w}'s disease|{w} pox"),
    hospital: type(
      'Hospital|Clinic|Organization',
      'Organization',
      '{w} Hospital|Saint {w} Hospital|{w} Clinic|{w} Infirmary',
    ),
    doctor: type('Doctor|Physician|Person', 'Person', '{first} {w}|{w}|{w} {w}|{L}. {w}'),
  },
  `
  {drug} is used against {disease}.
  Dr {doctor} treats patients with {disease} at {hospital}.
  {hospital} has # beds.
  # patients with {disease} were given {drug}.
  Doctor {doctor} warned of the side effects of {drug}.
  {disease} is caused by a virus.
  A nurse at {hospital} caught {disease}.
  {doctor} operated on the president at {hospital}.
  {drug} lowers the blood pressure.
  The symptoms of {disease} are cough and fever.
  {doctor} first described {disease} in #.
  Take {drug} # times a day.
  {hospital} ran out of {drug}.
  Surgeon {doctor} left {hospital}.
  {disease} killed # people in the winter.
  {drug} and {drug2} must not be taken together.
  `,
);

export const genetics = domain(
  'genetics',
  {
    gene: type('Gene|Sequence', 'Miscellaneous', '{ABC}{d}|{ABC}|{L}{L}{d}|{ABC}-{d}'),
    protein: type('Protein|Molecule|Substance', 'Miscellaneous', '{w}in|{w}ase|{w}in {L}|p{dd}'),
    organism: type('Organism|Species', 'Miscellaneous', '{w} {w}us|{w}a|{L}. {w}is|{w} coli'),
    laboratory: type('Laboratory|Institute|Organization', 'Organization', '{w} Laboratory|{w} Institute|{ABC}|{w} Lab'),
  },
  `
  The gene {gene} codes for {protein}.
  {laboratory} sequenced {organism}.
  {protein} binds to {protein2} (in the cell wall|under heat).
  A mutation of {gene} was found in {organism}.
  {organism} lives in hot springs.
  {laboratory} switched off {gene}.
  Without {gene}, {organism} cannot digest sugar.
  {protein} is an enzyme with # amino acids.
  Cells of {organism} make {protein} in the dark.
  {laboratory} sells purified {protein}.
  The expression of {gene} rises with age.
  {organism} was grown at {laboratory} for # days.
  {protein} carries oxygen in the blood.
  {gene} lies on chromosome #.
  Antibodies against {protein} were tested at {laboratory}.
  {gene} and {gene2} are copied together.
  `,
);

export const computing = domain(
  'computing',
  {
    program: type('Software|Program|Product', 'Miscellaneous', '{w}|{w} {d}|Open{w}|{w}OS|{noun}{noun}'),
    language: type('Language|Notation', 'Miscellaneous', '{w}|{w}+|{w}Script|{L}|{w}-{d}'),
    programmer: type('Programmer|Developer|Person', 'Person', '{first} {w}|{w}|{first}|{w} {w}'),
    company,
  },
  `
  {programmer} wrote {program} in {language}.
  {company} bought {program} (for # million|last month).
  {program} is written in {language}.
  {language} has no pointers.
  {programmer} works for {company}.
  A bug in {program} deleted # files.
  {company} uses {language} for its web site.
  {programmer} invented {language}.
  Users of {program} should update at once.
  {company} hired # programmers who know {language}.
  The compiler for {language} is slow.
  {programmer} found a hole in {program}.
  {program} runs on the servers of {company}.
  {company} stopped the support for {program}.
  {programmer} prefers {language} to {language2}.
  Version # of {program} was released by {programmer}.
  `,
);

export const robots = domain(
  'robots',
  {
    robot: type('Robot|Machine|Device', 'Miscellaneous', '{w}|{ABC}-{d}|{w} {d}|{L}{d}{L}{d}|{first}'),
    inventor: type('Inventor|Researcher|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    laboratory: type('Laboratory|Institute|Organization', 'Organization', '{w} Lab|{ABC}|{w} Robotics|{w} Institute'),
    town,
  },
  `
  {inventor} built {robot} (at {laboratory}|out of old parts).
  {robot} can (walk|climb stairs|play chess).
  {laboratory} in {town} develops robots.
  {robot} fell over and had to be repaired by {inventor}.
  {inventor} showed {robot} at a fair in {town}.
  {laboratory} spent # million on {robot}.
  The arm of {robot} is made of steel.
  {robot} and {robot2} played football.
  {inventor} joined {laboratory} in #.
  The battery of {robot} lasts # hours.
  {laboratory} moved to {town}.
  {inventor} taught {robot} to speak.
  {robot} cleaned the streets of {town}.
  A camera guides {robot}.
  {laboratory} fired {inventor}.
  {robot} weighs # kilos.
  `,
);

export const archaeology = domain(
  'archaeology',
  {
    site: type('Site|Ruin|Place', 'Location', 'Tell {w}|{w}|{w} Caves|{w} Mound|Temple of {w}'),
    archaeologist: type('Archaeologist|Scholar|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    people: type('People|Tribe|Group', 'Organization', '{w}s|{w}ites|{w}i|{w}ians|People of {w}'),
    find: type('Artifact|Object|Treasure', 'Miscellaneous', '{w} Stone|{noun} of {w}|{w} Mask|{w} Scroll|{adj} {noun}'),
  },
  `
  {archaeologist} dug at {site} (for # summers|with a small team).
  The {people} lived at {site} # years ago.
  The {find} was found at {site}.
  {archaeologist} read the inscription on the {find}.
  The {people} buried their dead in jars.
  {archaeologist} dates the {find} to the bronze age.
  The {people} were conquered by the {people2}.
  Robbers stole the {find} from {site}.
  {site} was destroyed by fire.
  {archaeologist} thinks that the {find} is a fake.
  The {people} traded in salt and copper.
  {archaeologist} found the walls of {site}.
  The {find} shows a king of the {people}.
  The language of the {people} has been deciphered by {archaeologist}.
  Pots from {site} are red and black.
  The {find} is # centimetres high.
  `,
);

export const mythology = domain(
  'mythology',
  {
    god: type('God|Deity|Being', 'Person', '{w}|{w}|{w} the {adj}|Mother {w}'),
    hero: type('Hero|Warrior|Person', 'Person', '{w}|Prince {w}|{w} the {adj}|{first}'),
    monster: type('Monster|Beast|Creature', 'Miscellaneous', '{w}|The {adj} {noun}|{w} Worm|{w}'),
    realm: type('Realm|Kingdom|Place', 'Location', '{w}heim|{w}|Halls of {w}|Land of {noun}s'),
  },
  `
  {hero} killed the monster {monster} (with a spear|in a cave).
  The god {god} (rules|created|guards) {realm}.
  {hero} prayed to {god}.
  {monster} has # heads and breathes fire.
  {god} turned {hero} into a stag.
  The dead go to {realm}.
  {hero} sailed to {realm} to find a bride.
  {god} and {god2} are brothers.
  {monster} guards the gate of {realm}.
  The goddess {god} fell in love with {hero}.
  {monster} devoured # sheep and a shepherd.
  In {realm} it is always summer.
  Priests sacrificed a bull to {god}.
  {hero} cut off the tail of {monster}.
  {hero} is the son of {god}.
  No mortal has seen {realm}.
  `,
);

export const religion = domain(
  'religion',
  {
    saint: type('Saint|Monk|Person', 'Person', 'Saint {first}|{w}|Brother {w}|{first} of {w}|{w}'),
    monastery: type('Monastery|Abbey|Building', 'Location', '{w} Abbey|Abbey of {w}|{w} Priory|Saint {w}'),
    order: type('Order|Community|Organization', 'Organization', 'Order of {w}|{w} Brothers|{adj} Friars|{w} Sisters'),
    town,
  },
  `
  {saint} founded the {order} (in {town}|in #).
  Monks of the {order} live in {monastery}.
  {monastery} stands on a hill above {town}.
  {saint} was abbot of {monastery} for # years.
  The bones of {saint} are kept in {monastery}.
  The {order} owns land near {town}.
  {saint} healed a blind man in {town}.
  Pilgrims walk from {town} to {monastery}.
  {saint} left the {order} and became a hermit.
  The bells of {monastery} can be heard in {town}.
  The {order} forbids its members to speak.
  The bishop of {town} visited {monastery}.
  {saint} wrote the rule of the {order}.
  {monastery} brews beer.
  Novices of the {order} rise at # o'clock.
  {saint} and {saint2} are honoured in {town}.
  `,
);

export const research = domain(
  'research',
  {
    project: type(
      'Project|Study|Programme',
      'Miscellaneous',
      'Project {w}|{ABC}|{w} Study|{noun}Net|{adj} {noun} Project',
    ),
    organisation,
    person,
    instrument: type('Instrument|Device|Tool', 'Miscellaneous', '{w} {noun}|{w}-{d}|{ABC} {d}|{w}meter|{w}scope'),
  },
  `
  {person} leads {project} (at the {organisation}|since #).
  {organisation} pays for {project}.
  The {instrument} measures (heat|light|pressure).
  {person} calibrated the {instrument}.
  {project} needs # volunteers.
  The {instrument} was built for {project}.
  {organisation} gave {person} a grant.
  The results of {project} were published by {person}.
  {organisation} bought a new {instrument}.
  {person} dropped the {instrument} on the floor.
  {project} ended without a result.
  {person} and {person2} disagree about {project}.
  Data from the {instrument} are noisy.
  {organisation} stopped {project} after # months.
  {person} was elected to the {organisation}.
  The lens of the {instrument} is cracked.
  `,
);
