import { answers } from './answers';
import { data } from './data';
import { endpoint } from './endpoint';
import { files } from './files';
import { links } from './links';
import { machine } from './machine';
import { models } from './models';
import type { FailureArea } from './row';
import { runs } from './runs';

/** All that can go wrong, as far as it is known and tested. */
export const failureAreas: readonly FailureArea[] = [links, files, data, models, machine, endpoint, answers, runs];
