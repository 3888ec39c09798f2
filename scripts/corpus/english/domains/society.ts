import { domain, type } from '../domain';
import { company, country, organisation, town } from './types';

export const politics = domain(
  'politics',
  {
    party: type(
      'Party|Organization|Group',
      'Organization',
      '{w} Party|{adj} {noun} Party|{w} Front|{ABC}|Union for {w}|{adj} Alliance',
    ),
    politician: type('Politician|Person', 'Person', '{first} {w}|{w}|{w} {w}|{first} {L}. {w}'),
    country,
    law: type('Law|Act|Bill', 'Miscellaneous', '{noun} Act|{w} Act|{adj} {noun} Bill|{w} Treaty'),
  },
  `
  {politician} was elected (president|prime minister) of {country}.
  The {party} (won|lost) # seats in the parliament of {country}.
  {politician} of the {party} (resigned|spoke first|called for calm).
  Parliament passed the {law} (on Thursday|with # votes).
  {country} and {country2} signed a peace treaty.
  Minister {politician} defended the {law}.
  The {party} voted against the {law}.
  {politician} (leads|left|joined) the {party}.
  {country} closed its border to {country2}.
  President {politician} will visit {country} (next week|in May).
  The {law} forbids the export of (arms|grain).
  Troops from {country} crossed the river.
  {politician} accused {politician2} of bribery.
  Voters in {country} go to the polls on Sunday.
  The {party} chose {politician} as its candidate.
  The government of {country} wants to repeal the {law}.
  {politician}, the foreign minister, flew to {country}.
  A spokesman of the {party} declined to comment.
  `,
);

export const court = domain(
  'court',
  {
    judge: type('Judge|Lawyer|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    court: type(
      'Court|Institution|Organization',
      'Organization',
      '{w} Court|Court of {w}|High Court of {w}|{w} Tribunal',
    ),
    company,
    defendant: type('Defendant|Suspect|Person', 'Person', '{first} {w}|{first} {L}.|{w}|{w} {w}'),
  },
  `
  Judge {judge} sentenced {defendant} to # years in prison.
  The {court} (rejected|upheld) the appeal of {defendant}.
  {company} sued {company2} for # million.
  {defendant} denied the charges before the {court}.
  Judge {judge} of the {court} adjourned the trial.
  The {court} fined {company} # thousand.
  {defendant} is accused of stealing from {company}.
  Judge {judge} told the jury to ignore {defendant}.
  The {court} will hear {company} in March.
  {defendant} confessed to the robbery.
  A verdict against {company} is expected.
  Police arrested {defendant} at the border.
  {judge} was appointed to the {court}.
  The accused, {defendant}, was acquitted by the {court}.
  Lawyers for {company} appealed to the {court}.
  Justice {judge} wrote the opinion of the {court}.
  `,
);

export const business = domain(
  'business',
  {
    company,
    manager: type('Manager|Executive|Person', 'Person', '{first} {w}|{w} {w}|{w}'),
    product: type('Product|Good|Item', 'Miscellaneous', '{w} {d}|{w}{noun}|{w} One|{noun} {d}00|{w} Plus'),
    town,
  },
  `
  {company} (sells|makes|launched) the {product}.
  {manager} is the head of {company}.
  {company} opened a factory in {town}.
  Shares of {company} (rose|fell) by # per cent.
  {company} (bought|took over|merged with) {company2}.
  {company} recalled the {product} because of a fault.
  The {product} costs # crowns.
  {manager} left {company} for {company2}.
  {company}, based in {town}, employs # people.
  {manager} presented the {product} in {town}.
  Workers of {company} went on strike in {town}.
  The profit of {company} was # million.
  Customers complained about the {product}.
  {manager}, chief executive of {company}, sold his shares.
  {company} will stop making the {product}.
  {manager} grew up in {town} and founded {company}.
  `,
);

export const bank = domain(
  'bank',
  {
    bank: type('Bank|Company|Organization', 'Organization', 'Bank of {w}|{w} Bank|{w} Credit|{w} & {w}|{w} Savings'),
    currency: type('Currency|Money', 'Miscellaneous', '{w}|{w} crown|{w} dollar|{w} mark'),
    banker: type('Banker|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    country,
  },
  `
  The {bank} raised its interest rate (to # per cent|again).
  The {currency} fell to # cents.
  {country} (introduced|gave up) the {currency}.
  {banker} runs the {bank}.
  The {bank} lent # million to {country}.
  One {currency} buys # loaves of bread.
  {banker} warned of a crash of the {currency}.
  The {bank} has # branches in {country}.
  {country} owes the {bank} # billion.
  The {currency} is the money of {country}.
  {banker} resigned from the {bank}.
  Savers queued outside the {bank}.
  The central bank of {country} bought its own money.
  {banker} changed his savings into {currency}.
  Thieves robbed the {bank} of # million.
  The {bank} fired {banker}.
  `,
);

export const university = domain(
  'university',
  {
    university: type(
      'University|College|Institution',
      'Organization',
      'University of {w}|{w} University|{w} College|{w} Academy|{w} Institute',
    ),
    scholar: type('Scholar|Professor|Person', 'Person', '{first} {w}|{w}|{w} {w}|{first} {L}. {w}'),
    theory: type(
      'Theory|Theorem|Idea',
      'Miscellaneous',
      "{w}'s {noun}|{w} theorem|{w} conjecture|{w} hypothesis|{w} paradox",
    ),
    town,
  },
  `
  Professor {scholar} teaches (history|physics|law) at {university}.
  {scholar} (proved|published|attacked) the {theory}.
  {university} is in {town}.
  {scholar} took her degree at {university} (in #|with honours).
  The {theory} is named after {scholar}.
  {university} has # students.
  {scholar} left {university} for {university2}.
  A lecture on the {theory} will be given by {scholar}.
  Students of {university} marched through {town}.
  {scholar} found an error in the {theory}.
  {university} gave {scholar} a chair.
  The library of {university} burned in #.
  {scholar} was born in {town} and studied at {university}.
  {theory} explains why the sky is blue.
  The rector of {university} welcomed {scholar}.
  {scholar} and {scholar2} worked on the {theory}.
  `,
);

export const school = domain(
  'school',
  {
    school: type(
      'School|Institution|Organization',
      'Organization',
      '{w} School|Saint {w} School|{w} Grammar School|{w} Primary',
    ),
    teacher: type('Teacher|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    pupil: type('Pupil|Student|Child', 'Person', '{first}|{first} {w}|{first} {L}.'),
    village: type('Village|Place|Location', 'Location', '{w}|Little {w}|{w} Green|{w}ham|Lower {w}'),
  },
  `
  {teacher} teaches (maths|music|geography) at {school}.
  {pupil} is (ten|eleven|twelve) years old and goes to {school}.
  {school} in {village} has # pupils.
  Mrs {teacher} gave {pupil} a bad mark.
  {pupil} forgot her homework again.
  The headmaster of {school} is Mr {teacher}.
  The bus to {school} stops in {village}.
  {pupil} and {pupil2} sit in the last row.
  {teacher} took the class to {village}.
  {pupil} lives with her grandmother in {village}.
  {school} will be closed in summer.
  Mr {teacher} praised the essay of {pupil}.
  The children of {village} walk to {school}.
  {pupil} broke a window of {school}.
  {teacher} retired after # years at {school}.
  {pupil} won the spelling contest against {pupil2}.
  `,
);

export const crime = domain(
  'crime',
  {
    criminal: type('Criminal|Thief|Person', 'Person', '{first} {w}|{w}|{first} "The {noun}" {w}|{w} {w}'),
    detective: type('Detective|Officer|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    gang: type('Gang|Group|Organization', 'Organization', 'The {noun}s|{w} Boys|{adj} {noun}s|{w} Clan|{w} Ring'),
    street: type('Street|Place|Location', 'Location', '{w} Street|{w} Lane|{w} Square|{w} Road|{noun} Alley'),
  },
  `
  Inspector {detective} arrested {criminal} in {street}.
  {criminal} (leads|betrayed|joined) the {gang}.
  The {gang} robbed a jeweller in {street}.
  Detective {detective} followed {criminal} for # days.
  {criminal} escaped from prison through a tunnel.
  The {gang} sells drugs in {street}.
  A witness saw {criminal} run down {street}.
  {detective} found the stolen money in a house in {street}.
  The {gang} and the {gang2} fought in {street}.
  {criminal} was shot by {detective}.
  Sergeant {detective} questioned {criminal} for # hours.
  The leader of the {gang}, {criminal}, is in hiding.
  Shopkeepers in {street} pay the {gang}.
  {criminal} stole # watches.
  {detective} has hunted the {gang} for years.
  A body was found in {street}.
  `,
);

export const newspaper = domain(
  'newspaper',
  {
    newspaper: type(
      'Newspaper|Publication|Paper',
      'Miscellaneous',
      '{w} Times|The {w} Post|Daily {noun}|{w} Herald|{w} Gazette|The {noun}',
    ),
    journalist: type('Journalist|Reporter|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    town,
    organisation,
  },
  `
  {journalist} writes for the {newspaper}.
  The {newspaper} reported that {organisation} has no money.
  {journalist} was sent to {town} by the {newspaper}.
  The {newspaper} sells # copies a day in {town}.
  {organisation} gave {journalist} a prize.
  The {newspaper} apologised to {organisation}.
  An editor of the {newspaper} rewrote the article of {journalist}.
  {journalist} interviewed the mayor of {town}.
  The office of the {organisation} in {town} was searched.
  According to the {newspaper}, # people were hurt in {town}.
  {journalist} founded the {newspaper} in #.
  {organisation} called the report in the {newspaper} false.
  The {newspaper} dismissed {journalist}.
  {journalist} lives in {town}.
  {organisation} holds its congress in {town}.
  Readers of the {newspaper} sent # letters to {journalist}.
  `,
);

export const battle = domain(
  'battle',
  {
    battle: type(
      'Battle|Event',
      'Miscellaneous',
      'Battle of {w}|Siege of {w}|{w} Campaign|Second Battle of {w}|{w} Rising',
    ),
    general: type('General|Commander|Person', 'Person', '{w}|{first} {w}|{w} {w}|{first} von {w}'),
    army: type(
      'Army|Regiment|Organization',
      'Organization',
      '{d}th {w} Regiment|Army of {w}|{w} Guard|{w} Legion|{w} Hussars',
    ),
    fortress: type('Fortress|Fort|Place', 'Location', 'Fort {w}|{w}|Castle {w}|{w} Keep'),
  },
  `
  General {general} (won|lost) the {battle}.
  The {army} (stormed|held|surrendered) {fortress}.
  # soldiers of the {army} died in the {battle}.
  {general} commanded the {army}.
  The {battle} was fought in # and lasted two days.
  {general} retreated to {fortress}.
  The walls of {fortress} were # feet thick.
  The {army} marched against {general}.
  After the {battle}, {general} was taken prisoner.
  {general} defeated {general2} near {fortress}.
  The cavalry of the {army} charged too early.
  {fortress} fell on the third day.
  The {battle} ended the war.
  Colonel {general} raised the {army}.
  Cannon from {fortress} fired on the {army}.
  Historians argue about the {battle}.
  `,
);

export const diplomacy = domain(
  'diplomacy',
  {
    envoy: type('Envoy|Diplomat|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    nationality: type('Nationality|People', 'Miscellaneous', '{w}ian|{w}ish|{w}ese|{w}an|{w}i'),
    organisation,
    country,
  },
  `
  The {nationality} envoy {envoy} arrived in {country}.
  {envoy} speaks for the {organisation}.
  {nationality} troops left {country} (in March|after # years).
  The {organisation} sent {envoy} to {country}.
  A {nationality} fisherman was arrested off {country}.
  {country} joined the {organisation} in #.
  The {nationality} ambassador, {envoy}, was called home.
  {envoy} (signed|read|rejected) the {nationality} proposal.
  The {organisation} has its seat in {country}.
  {country} bought # {nationality} rifles.
  Talks between {country} and {country2} begin on Monday.
  {envoy} learned {nationality} at school.
  Officials of the {organisation} met {envoy} in {country}.
  A {nationality} court set {envoy} free.
  The {nationality} delegation walked out.
  {envoy} thanked the {organisation} for its help.
  `,
);
