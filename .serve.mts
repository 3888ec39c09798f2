import { mainSite } from './scripts/site/build';
import { serve } from './scripts/site/serve';
const { url } = await serve(mainSite, 4310); console.log(url);
