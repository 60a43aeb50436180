// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a TensorBoard event file with protobufjs and @aws-crypto/crc32c and prints its events as JSON Lines.
// Arguments: the folder that holds node_modules, the file. Exit code 77: the packages are not there.
"use strict";
const fs = require("fs");
const path = require("path");

let protobuf, crc;
try {
  const modules = path.join(process.argv[2], "node_modules");
  protobuf = require(path.join(modules, "protobufjs"));
  crc = require(path.join(modules, "@aws-crypto/crc32c"));
} catch (error) {
  process.exit(77);
}

// The members of tensorflow/core/util/event.proto and framework/summary.proto that scalars use.
const root = protobuf.parse(`
  syntax = "proto3";
  message Summary {
    message Value { string tag = 1; oneof value { float simple_value = 2; } }
    repeated Value value = 1;
  }
  message Event {
    double wall_time = 1;
    int64 step = 2;
    oneof what { string file_version = 3; Summary summary = 5; }
  }`, { keepCase: true }).root;
const Event = root.lookupType("Event");

function masked(bytes) {
  const value = crc.crc32c(bytes) >>> 0;
  return (((value >>> 15) | (value << 17)) + 0xa282ead8) >>> 0;
}

const file = fs.readFileSync(process.argv[3]);
for (let at = 0; at < file.length;) {
  const length = Number(file.readBigUInt64LE(at));
  if (masked(file.subarray(at, at + 8)) !== file.readUInt32LE(at + 8)) throw new Error("checksum of a length");
  const bytes = file.subarray(at + 12, at + 12 + length);
  if (masked(bytes) !== file.readUInt32LE(at + 12 + length)) throw new Error("checksum of a record");
  const event = Event.toObject(Event.decode(bytes), { longs: Number });
  console.log(JSON.stringify(event));
  at += 16 + length;
}
