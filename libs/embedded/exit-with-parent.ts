/**
 * Loaded into a Node part before its own code (`--import`). When the process that started it is gone, however that came
 * about, the part asks itself to end: nobody would ever stop it otherwise.
 */
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
