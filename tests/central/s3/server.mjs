// An S3 server from npm for the tests of central: node server.mjs FOLDER PORT [CERTIFICATE KEY].
// Prints its port, and ends with its standard input. Lines there: "fail N" answers the next N requests
// with 503; "hold" takes the next PUT in and never answers it; "cut" ends the next GET in the middle.
// Each is answered with "ok", and a request that is held with "held".
// SPDX-License-Identifier: GPL-3.0-or-later
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

const require = createRequire(join(process.env.YC_TEST_S3_MODULES, "s3.js"));
const S3rver = require("@20minutes/s3rver");

const [directory, port, certificate, key] = process.argv.slice(2);
const server = new S3rver({
  address: "127.0.0.1",
  port: Number(port),
  silent: true,
  directory,
  vhostBuckets: false,
  ...(key ? { cert: readFileSync(certificate), key: readFileSync(key) } : {}),
});
let failing = 0;
let next = "";

function unavailable(context) {
  failing--;
  context.status = 503;
  context.type = "application/xml";
  context.body = "<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>";
}

function cut({ res, socket }) {
  let sent = 0;
  res.once("pipe", (body) =>
    body.on("data", (chunk) => {
      sent += chunk.length;
      if (sent > 1 << 20) socket.destroy();
    }),
  );
}

// First of all: what is not answered here goes on to the server itself.
server.middleware.unshift(async (context, go) => {
  if (failing > 0) return unavailable(context);
  if (next === "hold" && context.method === "PUT") {
    next = "";
    context.req.once("data", () => console.log("held"));
    return new Promise(() => {});
  }
  if (next === "cut" && context.method === "GET") {
    next = "";
    cut(context);
  }
  return go();
});

createInterface({ input: process.stdin })
  .on("line", (line) => {
    const [word, number] = line.split(" ");
    if (word === "fail") failing = Number(number);
    else next = word;
    console.log("ok");
  })
  .on("close", () => process.exit());
console.log((await server.run()).port);
