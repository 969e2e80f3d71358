/**
 * The way in: `npm start`, `npm test` and `npm run luze -- <command>` all begin here, in a clone that may hold nothing
 * but sources. Brings what is missing (packages, compiled code, the workflow bundle), then hands over to the compiled
 * command line in this same process, so that signals and exit codes need no forwarding.
 *
 * This file and its folder use nothing but Node, and this one file only what old versions understand too, since it has
 * to tell them that they are old.
 */
const lowest = [20, 19];
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < lowest[0] || (major === lowest[0] && minor < lowest[1])) {
  console.error(`luze: Node ${lowest.join('.')} or later is needed; this is ${process.versions.node}.`);
  process.exitCode = 1;
} else {
  import('./bootstrap/run.mjs').then(({ run }) => run(process.argv.slice(2)));
}
