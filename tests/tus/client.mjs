// A client of tus from npm, for our server: node client.mjs URL TOKEN FILE SHA256 PARALLEL. Prints
// how often it had to try again.
// SPDX-License-Identifier: GPL-3.0-or-later
import { createReadStream, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.env.NODE_MODULES, "tus.js"));
const tus = require("tus-js-client");
const [, , url, token, file, sha256, chunk] = process.argv;
let retries = 0;

const upload = new tus.Upload(createReadStream(file), {
  endpoint: `${url}/v1/uploads`,
  headers: { Authorization: `Bearer ${token}` },
  metadata: { sha256, mime: "application/pdf" },
  uploadSize: statSync(file).size,
  chunkSize: Number(chunk),
  retryDelays: Array(500).fill(0),
  onShouldRetry: (error) => {
    const status = error.originalResponse ? error.originalResponse.getStatus() : 0;
    retries += 1;
    return status === 0 || status === 409 || status === 423 || status === 429;
  },
  onError: (error) => {
    console.error(String(error));
    process.exit(1);
  },
  onSuccess: () => console.log(retries),
});
upload.start();
