// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/experiment_workspace.h"
#include "tests/report/markup_check.h"

#include <fstream>
#include <iterator>

using namespace saferscope;

namespace {

std::string contentOf(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST(the_command_writes_one_page_and_says_what_is_in_it) {
    const check::ExperimentWorkspace made(60, 60);
    const auto file = made.folder.path() / "report.html";
    const auto output = made.ok(
        {"export", "report", "--output", file.string(), "--features", "3", "--pairs", "4", "--json", "--quiet"});
    const Json json = output.json();
    CHECK_EQ(json["kind"].get<std::string>(), std::string("report"));
    CHECK_EQ(json["rows"].get<int>(), 7);
    const std::string html = contentOf(file);
    CHECK_EQ(json["bytes"].get<std::uint64_t>(), html.size());
    const check::Markup page(html);
    CHECK(page.byId("features") != nullptr && page.byId("pairs") != nullptr);

    // What is there stays, unless it may go.
    const auto refused = made.run({"export", "report", "--output", file.string(), "--quiet"});
    CHECK(refused.exitCode != 0);
    CHECK(contentOf(file) == html);
    made.ok({"export", "report", "--output", file.string(), "--force", "--without-texts", "--title", "A <b>title</b>",
             "--quiet"});
    const std::string without = contentOf(file);
    const check::Markup second(without);
    CHECK(without.find("class=\"veil data\"") == std::string::npos);
    CHECK(without.find("<h1>A &lt;b&gt;title&lt;/b&gt;</h1>") != std::string::npos);
    CHECK(made.run({"export", "report", "--output", (made.folder.path() / "no.html").string(), "--index", "nothing"})
              .exitCode != 0);
    CHECK(!std::filesystem::exists(made.folder.path() / "no.html"));
}
