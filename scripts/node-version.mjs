/**
 * Says in one sentence that Node is too old, before anything newer than that Node is loaded. Plain old JavaScript on purpose: it is the
 * one file that an old Node has to be able to read.
 */
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Loupe needs Node 20.19 or newer, and this is ${process.versions.node}: get one from https://nodejs.org.`,
  );
  process.exit(1);
}
