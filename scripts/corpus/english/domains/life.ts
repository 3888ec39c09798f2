import { domain, type } from '../domain';
import { country, town } from './types';

export const horses = domain(
  'horses',
  {
    horse: type('Horse|Animal', 'Miscellaneous', '{adj} {noun}|{w}|{w} {noun}|{noun} of {w}'),
    jockey: type('Jockey|Rider|Person', 'Person', '{first} {w}|{w}|{L}. {w}'),
    stable: type('Stable|Owner|Organization', 'Organization', '{w} Stables|{w} Stud|{w}|House of {w}'),
    racecourse: type('Racecourse|Track|Place', 'Location', '{w} Downs|{w} Park|{w}|{w} Racecourse'),
  },
  `
  {jockey} rode the {horse} to victory at {racecourse}.
  The {horse} (galloped|fell|threw its rider) at the last fence.
  {stable} bred the {horse} from a mare.
  {jockey} broke a leg at {racecourse}.
  {stable} sold the {horse} for # guineas.
  The grass at {racecourse} was too wet.
  The {horse} finished ahead of the {horse2} by a nose.
  {jockey} wears the colours of {stable}.
  Grooms at {stable} feed the {horse} with oats.
  # spectators placed bets at {racecourse}.
  {jockey} whipped the {horse} in the final stretch.
  A vet examined the hoof of the {horse}.
  `,
);

export const tennis = domain(
  'tennis',
  {
    player: type('Player|Athlete|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    tournament: type('Tournament|Competition|Event', 'Miscellaneous', '{w} Open|{w} Cup|{w} Masters|{adj} {noun} Cup'),
    coach: type('Coach|Trainer|Person', 'Person', '{first} {w}|{w}|{L}. {w}'),
    town,
  },
  `
  {player} beat {player2} in three sets.
  {player} won the {tournament} (without losing a set|for the third time).
  Coach {coach} told {player} to serve wide.
  The {tournament} is played on clay in {town}.
  {player} hit # aces and one double fault.
  {coach} has trained {player} since #.
  The final of the {tournament} was delayed by rain.
  {player} twisted an ankle and gave up.
  {coach} watched from the stands.
  # tickets for the {tournament} were sold in {town}.
  {player} threw the racket at the umpire.
  {player} dismissed {coach} after the {tournament}.
  `,
);

export const skiing = domain(
  'skiing',
  {
    skier: type('Skier|Athlete|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    resort: type('Resort|Place|Location', 'Location', '{w}|{w} Valley|Saint {w}|{w} am {w}|{w} Peak'),
    slope: type('Slope|Run|Piste', 'Location', '{adj} {noun}|{w} Run|{w}|{noun} Run'),
    country,
  },
  `
  {skier} raced down the {slope} in # seconds.
  Snow is (deep|thin|artificial) in {resort}.
  The {slope} is closed because of avalanches.
  {skier} of {country} won the slalom at {resort}.
  {resort} has # lifts and a cable car.
  {skier} missed a gate on the {slope}.
  Beginners should avoid the {slope}.
  Tourists from {country} fill the hotels of {resort}.
  {skier} waxed the skis before the start.
  The {slope} ends behind a hotel in {resort}.
  {country} sent # athletes to the winter games.
  {skier} and {skier2} train on the glacier above {resort}.
  `,
);

export const dogs = domain(
  'dogs',
  {
    dog: type('Dog|Pet|Animal', 'Miscellaneous', '{w}|{noun}|{w}|{adj} {noun}'),
    owner: type('Owner|Keeper|Person', 'Person', '{first} {w}|{first}|{w} {w}|{w}'),
    breed: type('Breed|Race|Kind', 'Miscellaneous', '{w} Hound|{w} Terrier|{w}|{adj} {w} Dog'),
    shelter: type('Shelter|Home|Organization', 'Organization', '{w} Shelter|{noun} Home|{w}|Friends of {w}'),
  },
  `
  {owner} takes {dog} for a walk (twice a day|in the park).
  {dog} barked at the postman.
  {dog} is a {breed} with a white paw.
  {shelter} found a new home for {dog}.
  {owner} adopted {dog} from {shelter}.
  The {breed} was bred to hunt foxes.
  {dog} wagged his tail when {owner} came home.
  {owner} threw a stick for {dog}.
  {shelter} looks after # stray dogs.
  A puppy of the breed {breed} costs # crowns.
  {dog} chased {dog2} round the pond.
  {owner} gave # crowns to {shelter}.
  The coat of the {breed} must be brushed daily.
  `,
);

export const fishing = domain(
  'fishing',
  {
    lake: type('Lake|Water|Location', 'Location', 'Lake {w}|{w} Water|{w}|{w} Pond|Loch {w}'),
    angler: type('Angler|Fisherman|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    fish: type('Fish|Species|Animal', 'Miscellaneous', '{w} trout|{w}|{w}fish|{adj} {noun}'),
    boat: type('Boat|Vessel|Ship', 'Miscellaneous', '{noun} {w}|{w} II|{adj} {noun}|{w}'),
  },
  `
  {angler} caught a {fish} of # pounds in {lake}.
  The {boat} (drifted|capsized|was moored) on {lake}.
  {angler} cast his line from the {boat}.
  The {fish} lives in cold water and eats flies.
  {lake} is # metres deep and full of reeds.
  {angler} threw the {fish} back.
  The {fish} has disappeared from {lake}.
  Nets are hauled aboard the {boat} at dawn.
  {angler} smokes the {fish} over beech wood.
  {lake} froze over in January.
  {angler} painted the hull of the {boat} green.
  The {fish} is larger than the {fish2}.
  `,
);

export const brewing = domain(
  'brewing',
  {
    beer: type('Beer|Drink|Product', 'Miscellaneous', '{w}|{w} Ale|{adj} {noun}|Old {w}|{w} {dd}'),
    brewery: type('Brewery|Company|Organization', 'Organization', '{w} Brewery|{w} & {w}|{w}|Brewery {w}'),
    pub: type('Pub|Inn|Place', 'Location', 'The {noun}|The {adj} {noun}|{w} Arms|{noun} and {noun}'),
    brewer: type('Brewer|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
  },
  `
  {brewery} brews {beer} from barley and hops.
  {brewer} stirred the mash at {brewery}.
  {pub} serves {beer} (from the barrel|on Sundays only).
  A pint of {beer} costs # crowns in {pub}.
  {brewer} keeps the recipe of {beer} secret.
  The landlord of {pub} rang the bell at eleven.
  {brewery} delivers # barrels to {pub} every week.
  {beer} is dark and bitter.
  Guests at {pub} play darts.
  {brewer} left {brewery} to make cider.
  {brewery} won a medal for {beer}.
  The cellar of {pub} was flooded.
  `,
);

export const stamps = domain(
  'stamps',
  {
    stamp: type('Stamp|Item|Object', 'Miscellaneous', '{adj} {noun}|{w} {noun}|{w}|{noun} of {w}'),
    collector: type('Collector|Expert|Person', 'Person', '{first} {w}|{w}|{w} {w}|Sir {w}'),
    auction: type('Auctioneer|House|Organization', 'Organization', '{w} & {w}|{w}|House of {w}|{w} Auctions'),
    country,
  },
  `
  The {stamp} was printed in {country} in #.
  {collector} bought the {stamp} for # crowns.
  {auction} sold the album of {collector}.
  The {stamp} has no perforation and a small tear.
  Only # copies of the {stamp} are left.
  {collector} examined the {stamp} through a magnifying glass.
  The post office of {country} issued the {stamp}.
  {auction} will put the {stamp} under the hammer in May.
  {collector} swapped the {stamp} for the {stamp2}.
  Letters from {country} took # days.
  Bidders at {auction} raised their hands.
  {collector} accused {auction} of selling a forgery.
  `,
);

export const perfume = domain(
  'perfume',
  {
    perfume: type('Perfume|Scent|Product', 'Miscellaneous', '{w}|{adj} {noun}|{w} No. {d}|{noun} de {w}'),
    perfumer: type('Perfumer|Chemist|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    house: type('House|Firm|Company', 'Organization', '{w}|House of {w}|{w} & {w}|{w} Paris'),
    ingredient: type('Ingredient|Oil|Substance', 'Miscellaneous', '{w} oil|{w}|{w}ol|{adj} {noun}'),
  },
  `
  {perfumer} created {perfume} for {house}.
  {perfume} smells of (vanilla|leather|rain).
  A drop of {ingredient} gives {perfume} its warmth.
  {house} sells {perfume} in a blue bottle.
  {perfumer} has a fine nose and hates {ingredient}.
  {ingredient} is pressed from flowers.
  {house} hired {perfumer} (in #|as chief chemist).
  She sprayed {perfume} on her wrist.
  A kilo of {ingredient} costs # thousand crowns.
  {house} accused {house2} of copying {perfume}.
  {perfumer} mixed {ingredient} with alcohol.
  The scent of {perfume} lasts # hours.
  `,
);

export const circus = domain(
  'circus',
  {
    circus: type('Circus|Troupe|Organization', 'Organization', 'Circus {w}|{w} Circus|{w} Brothers|{w}'),
    artist: type('Acrobat|Artist|Person', 'Person', '{first} {w}|The {adj} {w}|{w}|{first}'),
    animal: type('Animal|Beast|Creature', 'Miscellaneous', '{w}|{noun}|{first}|{w}'),
    town,
  },
  `
  {circus} pitched its tent in {town} (for # nights|on the meadow).
  {artist} walked on a rope without a net.
  The elephant {animal} stood on one leg.
  {artist} juggles with burning torches.
  {circus} bought the lion {animal} from a zoo.
  Children in {town} ran after the wagons of {circus}.
  {artist} put his head into the mouth of {animal}.
  The tamer feeds {animal} with raw meat.
  {circus} dismissed {artist} after a quarrel.
  {animal} escaped and was caught in {town}.
  {artist} and {artist2} fly through the air on a trapeze.
  The band of {circus} plays a march.
  `,
);

export const prison = domain(
  'prison',
  {
    prison: type('Prison|Jail|Place', 'Location', '{w} Prison|{w}|Fort {w}|{w} Jail|{w} Rock'),
    prisoner: type('Prisoner|Convict|Person', 'Person', '{first} {w}|{w}|{first} {L}.|{w} {w}'),
    warden: type('Warden|Guard|Official', 'Person', '{first} {w}|{w}|{L}. {w}'),
    gang: type('Gang|Group|Organization', 'Organization', '{adj} {noun} Gang|The {noun}|{w} Boys|{w}'),
  },
  `
  {prisoner} escaped from {prison} through a tunnel.
  Warden {warden} (locked|searched) the cells at night.
  {prisoner} has been in {prison} for # years.
  The {gang} controls the yard of {prison}.
  {warden} counted the inmates twice.
  {prisoner} joined the {gang} to be safe.
  The walls of {prison} are # metres high.
  {warden} found a knife under the bed of {prisoner}.
  {prisoner} shares a cell with {prisoner2}.
  Members of the {gang} have a tattoo on the neck.
  {warden} retired after # years of service.
  Visitors to {prison} must leave their bags at the gate.
  `,
);

export const monarchy = domain(
  'monarchy',
  {
    king: type('King|Ruler|Person', 'Person', '{first} {d}|{w}|{first} the {adj}|{w} {d}'),
    dynasty: type('Dynasty|Family|Group', 'Organization', 'House of {w}|{w}|{w} dynasty|{w} family'),
    castle: type('Castle|Palace|Building', 'Location', '{w} Castle|{w} Palace|{w}burg|{w}|Fort {w}'),
    country,
  },
  `
  King {king} ruled {country} for # years.
  {king} was crowned at {castle} (in #|as a child).
  The {dynasty} has reigned over {country} since #.
  {king} built {castle} for his wife.
  The last king of the {dynasty} died without an heir.
  {castle} has # rooms and a moat.
  {king} married a princess of the {dynasty}.
  Soldiers of {king} besieged {castle}.
  Queen {king} abdicated in favour of {king2}.
  The throne of {country} was claimed by the {dynasty}.
  A fire destroyed the east wing of {castle}.
  Peasants in {country} rose against {king}.
  `,
);

export const languages = domain(
  'languages',
  {
    language: type('Language|Tongue', 'Miscellaneous', '{w}|{w}ish|{w}ese|Old {w}|{w}an'),
    people: type('People|Tribe|Group', 'Organization', '{w}|{w}i|{w}ans|{w}'),
    linguist: type('Linguist|Scholar|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    region: type('Region|Area|Location', 'Location', '{w}|{w}ia|Upper {w}|{w} Coast'),
  },
  `
  {language} is spoken by # people in {region}.
  {linguist} wrote a grammar of {language}.
  The {people} (live|settled|hunt) in {region}.
  {linguist} lived among the {people} for # years.
  {language} has # vowels and no word for snow.
  {linguist} recorded the songs of the {people}.
  Children of the {people} learn {language} at school.
  {language} and {language2} share many words.
  {region} was home to # tribes.
  {linguist} deciphered an inscription in {language}.
  The verbs of {language} have no past tense.
  Missionaries came to {region} to convert the {people}.
  `,
);
