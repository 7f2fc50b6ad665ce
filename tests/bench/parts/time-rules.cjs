// Times ajv and json-logic-js over the same cases as time-rules does ours, and prints the same lines.
// SPDX-License-Identifier: GPL-3.0-or-later
"use strict";
const fs = require("fs");
const Ajv = require("ajv/dist/2020").default;
const addFormats = require("ajv-formats").default;
const jsonLogic = require("json-logic-js");

const [file, ms] = [process.argv[2], Number(process.argv[3])];
const cases = JSON.parse(fs.readFileSync(file, "utf8"));

function time(kind, number, nData, runOnce) {
  const warm = process.hrtime.bigint() + BigInt(ms) * 500000n;
  const holds = runOnce();
  while (process.hrtime.bigint() < warm) // until the optimizer has settled
    for (let i = 0; i < 100; i++) runOnce();
  const start = process.hrtime.bigint();
  let rounds = 0, batch = 1, spent = 0;
  do {
    for (let i = 0; i < batch; i++)
      if (runOnce() !== holds) throw new Error("it changed its mind");
    rounds += batch;
    spent = Number(process.hrtime.bigint() - start);
    if (spent < ms * 100000) batch *= 2;
  } while (spent < ms * 1000000);
  console.log(`${kind} ${number} ${(spent / (rounds * nData)).toFixed(1)} ${holds}`);
}

cases.schemas.forEach(({ schema, data }, number) => {
  const ajv = new Ajv({ strict: false });
  addFormats(ajv);
  const validate = ajv.compile(schema);
  time("schema", number, data.length, () => {
    let n = 0;
    for (const instance of data) n += validate(instance) ? 1 : 0;
    return n;
  });
});

cases.rules.forEach(({ rule }, number) => {
  time("rule", number, 1, () => (jsonLogic.truthy(jsonLogic.apply(rule, cases.facts)) ? 1 : 0));
});
