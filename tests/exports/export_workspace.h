// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/byte_source.h"
#include "tests/cli/experiment_workspace.h"
#include "tests/exports/rating_events.h"

#include <fstream>
#include <sstream>

/// A small workspace whose index is written by hand, with ratings, and what the tests of `safer export` ask of it.
namespace saferscope::check {

namespace fs = std::filesystem;

using Arguments = std::vector<std::string>;

struct Exports : ExperimentWorkspace {
    Exports() {
        const auto made = open();
        addRating(*made, 0, "ann", RatingAction::Rate, 4);
        addRating(*made, 0, "ann", RatingAction::Label, 0, "=refusals");
        addRating(*made, 1, "ann", RatingAction::Rate, 4);
        addRating(*made, 1, "ann", RatingAction::Label, 0, "warnings");
        addRating(*made, 0, "ben", RatingAction::Rate, 5);
        addRating(*made, 0, "ben", RatingAction::Flag);
        const std::string sheet = path("interpret.json");
        std::ofstream(sheet)
            << R"({"results":{"0":{"score":5,"explanation":"It refuses."},"2":{"score":1,"explanation":"It gives\nsteps, \"plainly\"."},"3":{"score":null,"explanation":""}}})";
        ok({"rate", "--judge", "file", "--from", sheet, "--as", "gpt"});
    }
    std::string path(const std::string& name) const { return (folder.path() / name).string(); }
    Json exported(const std::string& kind, const std::string& output, Arguments more = {}) const {
        more.insert(more.begin(), {"export", kind, "--json", "--output", path(output)});
        const Json json = ok(more).json();
        CHECK_EQ(json.at("kind").get<std::string>(), kind);
        CHECK_EQ(json.at("output").get<std::string>(), path(output));
        CHECK(json.at("bytes").get<std::uint64_t>() > 0);
        CHECK(json.at("files").get<std::uint64_t>() > 0);
        CHECK(json.at("notes").is_array());
        return json;
    }
    std::unique_ptr<Workspace> open() const {
        auto opened = Workspace::open(workspace);
        CHECK_OK(opened);
        return std::move(*opened);
    }
};

inline const Exports& shared() {
    static const Exports made;
    return made;
}

inline std::vector<Json> jsonLines(const std::string& text) {
    std::vector<Json> values;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        const auto value = parseJson(line, "a line");
        CHECK_OK(value);
        values.push_back(*value);
    }
    return values;
}

inline std::vector<Json> gzipLines(const fs::path& path) {
    auto source = ByteSource::open(path, 64u << 20);
    CHECK_OK(source);
    std::string text;
    for (;;) {
        const auto bytes = source->read();
        CHECK_OK(bytes);
        if (bytes->empty()) {
            return jsonLines(text);
        }
        text += *bytes;
    }
}

inline std::size_t leftovers(const fs::path& folder) {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(folder)) {
        count += entry.path().filename().string().starts_with(".") ? 1 : 0;
    }
    return count;
}

}  // namespace saferscope::check
