// A server of tus from npm, for our client: node server.mjs FOLDER. Prints its port.
// SPDX-License-Identifier: GPL-3.0-or-later
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.env.NODE_MODULES, "tus.js"));
const { Server } = require("@tus/server");
const { FileStore } = require("@tus/file-store");

const server = new Server({
  path: "/v1/uploads",
  datastore: new FileStore({ directory: process.argv[2] }),
});
const http = server.listen({ host: "127.0.0.1", port: 0 }, () => console.log(http.address().port));
