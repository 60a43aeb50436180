// SPDX-License-Identifier: GPL-3.0-or-later
// Tokenizes texts with the reference library of npm, for test_text_interop.cpp:
//     node reference_tokenizer.mjs NODE_MODULES TOKENIZER_FOLDER < texts.json > ids.json
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [modules, folder] = process.argv.slice(2);
const library = pathToFileURL(`${modules}/@huggingface/tokenizers/dist/tokenizers.mjs`);
const { Tokenizer } = await import(library);
const read = (file) => JSON.parse(readFileSync(file, "utf8"));
const tokenizer = new Tokenizer(read(`${folder}/tokenizer.json`), read(`${folder}/tokenizer_config.json`));
const ids = read(0).map((text) => tokenizer.encode(text, { add_special_tokens: false }).ids);
writeFileSync(1, JSON.stringify(ids));
