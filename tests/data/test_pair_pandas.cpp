// SPDX-License-Identifier: GPL-3.0-or-later
// Exports as pandas reads them, for readers that are not ours. Skipped where python3 has no pandas.
#include "core/base/json.h"
#include "core/data/pair_export.h"
#include "tests/data/pair_files.h"

#include <cstdio>
#include <sys/wait.h>

using namespace saferscope;
using check::TemporaryFolder;

namespace {

std::vector<Json> pandasRows(const std::filesystem::path& file) {
    const auto script = check::sourceFolder() / "tests" / "data" / "pandas_rows.py";
    const std::string command = "/usr/bin/python3 '" + script.string() + "' '" + file.string() + "'";
    FILE* pipe = ::popen(command.c_str(), "r");
    CHECK(pipe != nullptr);
    std::string out;
    char buffer[4096];
    for (std::size_t got = 0; (got = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) {
        out.append(buffer, got);
    }
    const int status = ::pclose(pipe);
    if (WIFEXITED(status) && (WEXITSTATUS(status) == 77 || WEXITSTATUS(status) == 127)) {
        SKIP("python3 with pandas is not installed");
    }
    CHECK_EQ(status, 0);
    std::vector<Json> rows;
    std::istringstream lines(out);
    for (std::string line; std::getline(lines, line);) {
        rows.push_back(Json::parse(line));
    }
    return rows;
}

std::vector<PreferencePair> somePairs() {
    const std::vector<std::string> texts{"plain", "=1+1", "two\nlines", "a,\"b\"", "NA",
                                         "007",   "雨 🌵", "x\r\ny",     "'q'"};
    std::vector<PreferencePair> pairs;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        PreferencePair pair;
        pair.id = "id" + std::to_string(i);
        pair.subset = "s";
        pair.prompt = {{"user", "q " + texts[i]}};
        pair.chosen = texts[i];
        pair.rejected = "not " + texts[i];
        pairs.push_back(std::move(pair));
    }
    return pairs;
}

Json asMessages(const std::vector<Message>& turns) {
    Json list = Json::array();
    for (const auto& turn : turns) {
        list.push_back({{"role", turn.role}, {"content", turn.content}});
    }
    return list;
}

}  // namespace

TEST(pandas_reads_what_is_exported) {
    const TemporaryFolder folder;
    const auto pairs = somePairs();
    for (const auto output : {PairOutput::Strings, PairOutput::Messages, PairOutput::Csv, PairOutput::Saferscope}) {
        const auto path = folder.path() / (std::string("pairs") + pairOutputExtension(output));
        auto exporter = PairExporter::create(path, output);
        CHECK_OK(exporter);
        for (const auto& pair : pairs) {
            CHECK_OK(exporter->write(pair));
        }
        CHECK_OK(exporter->commit());
        const auto rows = pandasRows(path);
        CHECK_EQ(rows.size(), pairs.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const bool lists = output == PairOutput::Messages;
            const Json prompt = lists || output == PairOutput::Saferscope ? asMessages(pairs[i].prompt)
                                                                          : Json(pairs[i].prompt[0].content);
            CHECK_EQ(rows[i].at("prompt").dump(), prompt.dump());
            CHECK_EQ(rows[i].at("chosen").dump(),
                     (lists ? asMessages({{"assistant", pairs[i].chosen}}) : Json(pairs[i].chosen)).dump());
            CHECK_EQ(rows[i].at("rejected").dump(),
                     (lists ? asMessages({{"assistant", pairs[i].rejected}}) : Json(pairs[i].rejected)).dump());
            CHECK_EQ(rows[i].at("id").get<std::string>(), pairs[i].id);
        }
    }
}
