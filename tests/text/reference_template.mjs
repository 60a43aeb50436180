// SPDX-License-Identifier: GPL-3.0-or-later
// Renders conversations with the reference library of npm, for test_text_interop.cpp:
//     node reference_template.mjs NODE_MODULES < cases.json > results.json
// A case is {template, variables}; a result is {text}, or {error} where the template or the library refuses it.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const library = pathToFileURL(`${process.argv[2]}/@huggingface/jinja/dist/index.js`);
const { Template } = await import(library);
const results = JSON.parse(readFileSync(0, "utf8")).map(({ template, variables }) => {
    try {
        return { text: new Template(template).render(variables) };
    } catch (error) {
        return { error: String(error.message) };
    }
});
writeFileSync(1, JSON.stringify(results));
