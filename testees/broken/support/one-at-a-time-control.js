'use strict';
// A module that handles one message at a time and breaks nothing: the control for the broken ones that do.
const runBroken = require('./break.js');
const oneAtATime = require('./one-at-a-time.js');

runBroken((engine, module) => { oneAtATime(engine, module); });
