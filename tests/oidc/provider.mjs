// The sign-in of a city, for tests: node provider.mjs [PORT [CERTIFICATE KEY]]. Prints its address.
// Whoever types a name is that person, with any password. A line of standard input changes something:
//   forget NAME   the city knows this person no longer
//   keys          it signs with new keys from now on
// SPDX-License-Identifier: GPL-3.0-or-later
import { randomUUID, webcrypto } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const load = (path) => import(pathToFileURL(join(process.env.NODE_MODULES, path)));
const { default: Provider } = await load("oidc-provider/lib/index.js");
const { exportJWK, generateKeyPair } = await load("jose/dist/node/esm/index.js");

const ALGORITHMS = ["RS256", "PS256", "ES256", "ES384", "EdDSA"];
const DEVICE = "urn:ietf:params:oauth:grant-type:device_code";
globalThis.crypto ??= webcrypto;

const forgotten = new Set();

async function makeKeys() {
  const keys = [];
  for (const alg of ALGORITHMS) {
    const { privateKey } = await generateKeyPair(alg, { extractable: true });
    keys.push({ ...(await exportJWK(privateKey)), alg, use: "sig", kid: randomUUID() });
  }
  return keys;
}

// The workstations are the program "yichuang"; others of the city sign with what they are called.
const client = (id, alg) => ({
  client_id: id,
  application_type: "native",
  token_endpoint_auth_method: "none",
  id_token_signed_response_alg: alg,
  grant_types: ["authorization_code", "refresh_token", DEVICE],
  response_types: ["code"],
  redirect_uris: ["http://127.0.0.1/callback"],
});

async function makeProvider(issuer) {
  return new Provider(issuer, {
    clients: [client("yichuang", "RS256"), ...ALGORITHMS.map((alg) => client("other-" + alg, alg))],
    jwks: { keys: await makeKeys() },
    cookies: { keys: ["tests"] },
    claims: { openid: ["sub", "preferred_username"] },
    conformIdTokenClaims: false,
    features: { deviceFlow: { enabled: true }, revocation: { enabled: true } },
    enabledJWA: { idTokenSigningAlgValues: ALGORITHMS },
    pkce: { required: () => true },
    issueRefreshToken: async () => true,
    findAccount: async (context, id) =>
      forgotten.has(id)
        ? undefined
        : { accountId: id, claims: async () => ({ sub: id, preferred_username: "the-" + id }) },
  });
}

let handle;
const [cert, key] = process.argv.slice(3, 5).map((path) => readFileSync(path));
const take = (request, answer) => handle(request, answer);
const server = cert ? createTlsServer({ cert, key }, take) : createServer(take);
server.listen(Number(process.argv[2] ?? 0), "127.0.0.1", async () => {
  const issuer = `${cert ? "https" : "http"}://127.0.0.1:${server.address().port}`;
  handle = (await makeProvider(issuer)).callback();
  createInterface({ input: process.stdin }).on("line", async (line) => {
    const [word, name] = line.split(" ");
    if (word === "forget") forgotten.add(name);
    if (word === "keys") handle = (await makeProvider(issuer)).callback();
    console.log("done");
  });
  console.log(issuer);
});
