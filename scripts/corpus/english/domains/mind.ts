import { domain, type } from '../domain';
import { person, town } from './types';

export const mathematics = domain(
  'mathematics',
  {
    mathematician: type('Mathematician|Scholar|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    theorem: type('Theorem|Result|Statement', 'Miscellaneous', '{w} theorem|{w} conjecture|{w} lemma|{w}'),
    journal: type(
      'Journal|Publication|Magazine',
      'Miscellaneous',
      'Annals of {noun}|{w} Letters|{w} Journal|{noun} Review',
    ),
    university: type(
      'University|School|Organization',
      'Organization',
      'University of {w}|{w} University|{w} College|{w}',
    ),
  },
  `
  {mathematician} proved the {theorem} (in #|by induction|on # pages).
  The proof of the {theorem} appeared in {journal}.
  {mathematician} is professor of algebra at {university}.
  {journal} rejected the paper of {mathematician}.
  {mathematician} found a mistake in the proof of {mathematician2}.
  The {theorem} follows from the {theorem2}.
  {university} offered {mathematician} a chair.
  The editors of {journal} are from {university}.
  The {theorem} holds for all even numbers.
  Students at {university} learn the {theorem} in their second year.
  {mathematician} scribbled an equation on the blackboard.
  {journal} has # subscribers.
  `,
);

export const physics = domain(
  'physics',
  {
    physicist: type('Physicist|Scientist|Person', 'Person', '{first} {w}|{w}|{L}. {w}'),
    particle: type('Particle|Object', 'Miscellaneous', '{w}on|{w} particle|{w}|{w}ino'),
    detector: type('Detector|Instrument|Device', 'Miscellaneous', '{ABC}|{w} {d}|{w}|{w} Counter'),
    institute: type('Institute|Laboratory|Organization', 'Organization', '{w} Institute|{ABC}|{w} Laboratory|{w}'),
  },
  `
  {physicist} predicted the {particle} (in #|from an equation).
  The {detector} registered # collisions a second.
  {institute} built the {detector} for # million.
  The {particle} decays into two photons.
  {physicist} works with the {detector} at {institute}.
  The mass of the {particle} is # times that of the electron.
  Magnets in the {detector} are cooled with helium.
  {physicist} received the prize for the discovery of the {particle}.
  {institute} invited {physicist} to give a lecture.
  The {particle} and the {particle2} repel each other.
  A power cut at {institute} stopped the experiment.
  {physicist} explained the theory to students.
  `,
);

export const chemistry = domain(
  'chemistry',
  {
    chemist: type('Chemist|Scientist|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    compound: type('Compound|Substance|Chemical', 'Miscellaneous', '{w}ine|{w}ol|{w} acid|{w}|{w}ide'),
    laboratory: type(
      'Laboratory|Institute|Organization',
      'Organization',
      '{w} Laboratory|{w} Labs|{w} Institute|{ABC}',
    ),
    town,
  },
  `
  {chemist} heated {compound} in a flask.
  {compound} (boils|melts) at # degrees.
  {laboratory} in {town} produces # tons of {compound}.
  {chemist} synthesised {compound} for the first time.
  {compound} reacts with water and turns blue.
  {laboratory} employs # researchers.
  A cloud of {compound} drifted over {town}.
  {chemist} burned his hand with {compound}.
  The safety officer of {laboratory} warned {chemist}.
  {compound} is poisonous, and {compound2} is not.
  {chemist} left {laboratory} after an explosion.
  The smell of {compound} hung over {town} for days.
  `,
);

export const philosophy = domain(
  'philosophy',
  {
    philosopher: type('Philosopher|Thinker|Person', 'Person', '{first} {w}|{w}|{w} of {w}'),
    treatise: type('Treatise|Book|Work', 'Miscellaneous', 'On {noun}|{adj} {noun}|{noun} and {noun}|The {noun}'),
    school: type('School|Movement|Group', 'Organization', '{w}ism|{w} School|{w} Circle|{w}'),
    town,
  },
  `
  {philosopher} wrote {treatise} (in exile|at the age of #).
  In {treatise}, {philosopher} argues that the will is free.
  {philosopher} taught in {town} and founded {school}.
  The followers of {school} reject all wealth.
  {treatise} was banned and burned in {town}.
  {philosopher} refuted the doctrine of {philosopher2}.
  {school} holds that nothing can be known.
  The third chapter of {treatise} is on virtue.
  {philosopher} belonged to {school} in his youth.
  Pupils came to {town} to hear {philosopher}.
  {treatise} has been translated into # languages.
  {school} and {school2} disagree about truth.
  `,
);

export const poetry = domain(
  'poetry',
  {
    poet: type('Poet|Writer|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    poem: type('Poem|Verse|Work', 'Miscellaneous', 'The {noun}|To {w}|{adj} {noun}|{noun} and {noun}'),
    prize: type('Prize|Award', 'Miscellaneous', '{w} Prize|{w} Medal|{noun} Prize|Golden {noun}'),
    publisher: type('Publisher|Company|Organization', 'Organization', '{w} Press|{w} & {w}|{w} Books|{w}'),
  },
  `
  {poet} (recited|read aloud|rhymed) {poem} by heart.
  {poem} has # stanzas and no rhyme.
  {poet} was awarded the {prize} for {poem}.
  {publisher} printed # copies of {poem}.
  The jury of the {prize} could not agree.
  {poet} sent the manuscript to {publisher}.
  The first line of {poem} is known to every child.
  {publisher} turned {poet} down.
  {poet} dedicated {poem} to {poet2}.
  The {prize} is worth # crowns.
  Critics compared {poem} with {poem2}.
  {publisher} congratulated {poet} on the {prize}.
  `,
);

export const sculpture = domain(
  'sculpture',
  {
    sculptor: type('Sculptor|Artist|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    statue: type('Statue|Sculpture|Work', 'Miscellaneous', 'The {noun}|{adj} {noun}|{w}|{noun} with {noun}'),
    square: type('Square|Place|Location', 'Location', '{w} Square|Place {w}|{w} Market|{w}'),
    patron: type('Patron|Sponsor|Person', 'Person', 'Duke {w}|{first} {w}|Count {w}|{w}'),
  },
  `
  {sculptor} carved {statue} from a block of marble.
  {statue} stands in the middle of {square}.
  {patron} paid {sculptor} # gold coins.
  Pigeons sit on the head of {statue} in {square}.
  {patron} ordered {statue} for his palace.
  {sculptor} cast {statue} in bronze.
  {square} was paved with stones in #.
  {sculptor} was a pupil of {sculptor2}.
  {patron} refused to pay for {statue}.
  The left arm of {statue} is missing.
  A market is held on {square} on Saturdays.
  {sculptor} had a studio near {square}.
  `,
);

export const comics = domain(
  'comics',
  {
    hero: type('Hero|Character|Figure', 'Miscellaneous', 'Captain {w}|{adj} {noun}|{noun}man|{w}'),
    villain: type('Villain|Enemy|Character', 'Miscellaneous', 'Doctor {w}|The {noun}|Baron {w}|{w}'),
    artist: type('Artist|Author|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    publisher: type('Publisher|Company|Organization', 'Organization', '{w} Comics|{w} Press|{w}|{ABC}'),
  },
  `
  {hero} saves the city from {villain}.
  {artist} (drew|invented) {hero} for {publisher}.
  {villain} plans to poison the water.
  {hero} can fly and wears a red cape.
  {publisher} sold # copies of the first issue.
  {artist} quarrelled with {publisher} over money.
  {villain} laughed and pressed the button.
  {hero} and {hero2} fight side by side against {villain}.
  The mask of {villain} hides a scar.
  {artist} draws # pages a week.
  {publisher} cancelled the series after # issues.
  In the last picture, {hero} defeats {villain}.
  `,
);

export const volcanoes = domain(
  'volcanoes',
  {
    volcano: type('Volcano|Mountain|Location', 'Location', 'Mount {w}|{w}|{w} Peak|Monte {w}'),
    island: type('Island|Place|Location', 'Location', '{w} Island|{w}|Isle of {w}|Great {w}'),
    geologist: type('Geologist|Scientist|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    village: type('Village|Settlement|Place', 'Location', '{w}|{w}ton|Little {w}|{w} Hill'),
  },
  `
  {volcano} erupted (in #|without warning) and buried {village}.
  Ash from {volcano} fell on the whole of {island}.
  {geologist} measured the heat inside {volcano}.
  The people of {village} fled to boats.
  Lava flowed down the side of {volcano} towards {village}.
  {island} rose from the sea # years ago.
  {geologist} warned the mayor of {village}.
  Smoke rises from {volcano} day and night.
  {geologist} landed on {island} with # instruments.
  {village} was rebuilt on the other side of {island}.
  An earthquake shook {village} at noon.
  {volcano} is the highest mountain of {island}.
  `,
);

export const forests = domain(
  'forests',
  {
    forest: type('Forest|Wood|Location', 'Location', '{w} Forest|{w} Wood|{w}|Great {w} Wood'),
    ranger: type('Ranger|Forester|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    tree: type('Tree|Species', 'Miscellaneous', '{w} pine|{w} oak|{w}|{adj} {noun}'),
    sawmill: type('Sawmill|Company|Organization', 'Organization', '{w} Timber|{w} Mill|{w} & Sons|{w}'),
  },
  `
  {ranger} (patrols|marked # trees in) {forest}.
  The {tree} grows in the north of {forest}.
  {sawmill} cuts {tree} into planks.
  A fire burned # acres of {forest}.
  {ranger} saw wolves in {forest}.
  The bark of the {tree} is used for tanning.
  {sawmill} bought the right to fell trees in {forest}.
  {ranger} accused {sawmill} of theft.
  Beetles have killed every {tree} in {forest}.
  {ranger} planted a {tree} beside the hut.
  {sawmill} exports timber to # countries.
  The {tree} lives longer than the {tree2}.
  `,
);

export const whales = domain(
  'whales',
  {
    whale: type('Whale|Animal', 'Miscellaneous', '{w}|{noun}|{first}|{w}'),
    biologist: type('Biologist|Scientist|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    bay: type('Bay|Sea|Location', 'Location', '{w} Bay|Gulf of {w}|{w} Sound|{w}'),
    vessel: type('Vessel|Ship|Boat', 'Miscellaneous', '{noun} {w}|{adj} {noun}|{w} II|{w}'),
  },
  `
  The whale {whale} was seen in {bay} (with a calf|twice).
  {biologist} followed {whale} on board the {vessel}.
  {whale} dived to # metres and sang.
  The {vessel} dropped anchor in {bay}.
  {biologist} fixed a transmitter to {whale}.
  Tourists on the {vessel} photographed {whale}.
  {bay} is a feeding ground for seals.
  {whale} has a notch in its tail.
  {biologist} wrote a report on the noise in {bay}.
  The captain of the {vessel} spotted {whale} at sunrise.
  {whale} swam beside {whale2} for # miles.
  The {vessel} sailed with {biologist} to {bay}.
  `,
);

export const caves = domain(
  'caves',
  {
    cave: type('Cave|Cavern|Location', 'Location', '{w} Cave|{w} Hole|{w}|{adj} {noun} Cave'),
    diver: type('Diver|Explorer|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    club: type('Club|Association|Organization', 'Organization', '{w} Club|{ABC}|{w} Cavers|{w}'),
    person,
  },
  `
  {diver} swam # metres into {cave}.
  {cave} was discovered by a shepherd.
  The {club} mapped the tunnels of {cave}.
  {person} is secretary of the {club}.
  {diver} ran out of air in {cave}.
  Bats hang from the ceiling of {cave}.
  The {club} rescued {diver} with ropes.
  {person} painted bulls on the wall of {cave}.
  {diver} learned to dive at the {club}.
  {cave} is connected to {cave2} by a stream.
  {person} lent {diver} a lamp.
  The {club} charges # crowns a year.
  `,
);

export const radio = domain(
  'radio',
  {
    programme: type('Programme|Show|Broadcast', 'Miscellaneous', '{adj} {noun}|{w} Hour|The {noun}|{noun} with {w}'),
    presenter: type('Presenter|Host|Person', 'Person', '{first} {w}|{first}|{w}|{w} {w}'),
    broadcaster: type('Broadcaster|Channel|Organization', 'Organization', 'Radio {w}|{ABC}|{w} FM|{w}'),
    guest: type('Guest|Expert|Person', 'Person', '{first} {w}|{w}|Dr. {w}'),
  },
  `
  {presenter} hosts {programme} (every Friday|on {broadcaster}).
  {broadcaster} dropped {programme} after # years.
  {presenter} interviewed {guest} about (tax|love|the war).
  Listeners of {programme} can call in.
  {guest} told {presenter} a joke on the air.
  {broadcaster} plays old songs all night.
  {programme} begins with a trumpet.
  {guest} was invited to {programme} to talk about bees.
  {broadcaster} has its studio in a cellar.
  {presenter} forgot the name of {guest}.
  {broadcaster} hired {presenter} away from {broadcaster2}.
  {guest} answered questions for # minutes.
  `,
);
