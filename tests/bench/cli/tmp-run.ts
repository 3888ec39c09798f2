import { measureCommandLine } from './measure';
console.log(JSON.stringify(await measureCommandLine(Number(process.argv[2] ?? 2)), null, 1));
