import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
const s = fork('tests/bench/cli/server.ts', { execArgv: ['--import', 'tsx'] });
s.once('message', port => { writeFileSync('/tmp/j-port', String(port)); });
setTimeout(() => process.exit(), 1500_000);
