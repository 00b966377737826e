// The peer of an import: the rows that it left, in COPY's text format, into a table with the same columns and indexes.
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { Client } from "pg";
import { from } from "pg-copy-streams";

const [url = "", file = "", tableName = ""] = process.argv.slice(2);
const client = new Client({ connectionString: url });
await client.connect();
await pipeline(
  createReadStream(file, { highWaterMark: 256 * 1024 }),
  client.query(from(`COPY ${tableName} FROM STDIN`)),
);
await client.end();
