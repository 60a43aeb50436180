// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exports/event_file.h"
#include "core/jobs/event.h"
#include "core/jobs/run_spec.h"
#include "tests/cli/experiment_workspace.h"
#include "tests/exports/event_reader.h"
#include "tests/exports/rating_events.h"

#include <cstdlib>
#include <sstream>
#include <sys/wait.h>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

// Exported files in the hands of programs that know nothing of us.

namespace {

constexpr int notInstalled = 77;

int run(const std::string& command) {
    const int status = std::system(command.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string script(const std::string& name) { return "'" + (sourceFolder() / "tests/exports" / name).string() + "'"; }

fs::path readersFolder() {
    if (const char* named = std::getenv("SAFERSCOPE_EVENT_READERS")) {
        return named;
    }
    const char* cache = std::getenv("XDG_CACHE_HOME");
    const char* home = std::getenv("HOME");
    return (cache != nullptr ? fs::path(cache) : fs::path(home != nullptr ? home : "") / ".cache") /
           "saferscope/event-readers";
}

void writeRun(const fs::path& folder, const std::string& id) {
    RunSpec spec;
    spec.id = id;
    fs::create_directories(folder);
    CHECK_OK(writeJsonFile(RunPaths(folder).spec(), toJson(spec)));
    auto events = EventWriter::open(RunPaths(folder).events());
    CHECK_OK(events);
    for (std::uint64_t step = 1; step <= 3; ++step) {
        Event event;
        event.kind = EventKind::Metric;
        event.time = 1.7e9;
        event.step = step;
        event.values = {{"loss", 1.0 / (static_cast<double>(step) + 0.1)},
                        {"accuracy", 0.1 * static_cast<double>(step)}};
        CHECK_OK(events->append(event));
    }
}

}  // namespace

TEST(pandas_reads_every_table) {
    const ExperimentWorkspace ws;
    {
        const auto opened = Workspace::open(ws.workspace);
        CHECK_OK(opened);
        addRating(**opened, 0, "ann", RatingAction::Rate, 4);
        addRating(**opened, 0, "ann", RatingAction::Label, 0, "=refusals");
        addRating(**opened, 1, "ann", RatingAction::Comment, 0, "a,\"b\"\nc");
    }
    writeRun(fs::path(ws.workspace) / "runs/20260101-000000-aaaa-train-rm", "20260101-000000-aaaa-train-rm");
    const TemporaryFolder out;
    const auto give = [&](std::vector<std::string> arguments, const std::string& name) {
        arguments.insert(arguments.begin(), "export");
        arguments.insert(arguments.end(), {"--output", (out.path() / name).string()});
        ws.ok(arguments);
    };
    for (const char* name : {"features.csv", "features.tsv", "features.jsonl"}) {
        give({"features"}, name);
    }
    give({"metrics"}, "wide.csv");
    give({"metrics", "--format", "csv-long"}, "long.csv");
    give({"neuronpedia"}, "np.json");
    give({"neuronpedia", "--format", "v1"}, "v1");
    give({"pairs", "--dataset", "train"}, "pairs.jsonl");
    give({"pairs", "--dataset", "train", "--layout", "csv"}, "pairs.csv");
    const int code = run("/usr/bin/python3 " + script("check_tables.py") + " '" + out.path().string() + "'");
    if (code == notInstalled || code == 127) {
        SKIP("no pandas for /usr/bin/python3");
    }
    CHECK_EQ(code, 0);
}

TEST(another_reader_reads_event_files) {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "events.out.tfevents.1.x";
    auto file = EventFile::create(path, 1.25);
    CHECK_OK(file);
    for (std::uint64_t step = 0; step < 400; ++step) {
        const std::vector<std::pair<std::string, double>> values = {{"loss", 1.0 / (static_cast<double>(step) + 1)},
                                                                    {"große Zahl", 1e30}};
        CHECK_OK(file->scalars(1.7e9 + static_cast<double>(step) / 8, step * step * 1000, values));
    }
    CHECK_OK(file->commit());
    const fs::path output = folder.path() / "out.jsonl";
    const int code = run("node " + script("read_event_file.js") + " '" + readersFolder().string() + "' '" +
                         path.string() + "' > '" + output.string() + "'");
    if (code == notInstalled || code == 127) {
        SKIP("no protobufjs: run tests/support/fetch-event-readers.sh");
    }
    CHECK_EQ(code, 0);
    std::istringstream lines(contentsOf(output));
    std::string line;
    std::getline(lines, line);
    CHECK_EQ(line, std::string(R"({"wall_time":1.25,"file_version":"brain.Event:2"})"));
    for (std::uint64_t step = 0; step < 400; ++step) {
        CHECK(std::getline(lines, line));
        const auto event = parseJson(line, "an event");
        CHECK_OK(event);
        CHECK_EQ(event->value("step", std::uint64_t{0}), step * step * 1000);
        CHECK_EQ(event->at("wall_time").get<double>(), 1.7e9 + static_cast<double>(step) / 8);
        const Json& values = event->at("summary").at("value");
        CHECK_EQ(values.size(), std::size_t{2});
        CHECK_EQ(values[0].at("tag").get<std::string>(), std::string("loss"));
        CHECK_EQ(values[0].at("simple_value").get<float>(), static_cast<float>(1.0 / (static_cast<double>(step) + 1)));
        CHECK_EQ(values[1].at("tag").get<std::string>(), std::string("große Zahl"));
    }
    CHECK(!std::getline(lines, line));
}
