// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/jobs/slurm_settings.h"
#include "core/workspace/workspace.h"
#include "tests/cli/safer_process.h"
#include "tests/support/check.h"

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

// `safer slurm settings`, which needs no Slurm.

namespace {

using Arguments = std::vector<std::string>;

struct Fixture {
    TemporaryFolder folder;
    const std::string workspace = (folder.path() / "ws").string();

    Fixture() { CHECK_OK(Workspace::create(workspace)); }
    SaferOutput run(const Arguments& more) const {
        Arguments arguments = {"slurm", "settings", "--workspace", workspace};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return safer(arguments);
    }
    SlurmSettings stored() const {
        const auto settings = readSlurmSettings(workspace);
        CHECK_OK(settings);
        return *settings;
    }
};

}  // namespace

TEST(settings_change_one_by_one_and_are_kept) {
    const Fixture made;
    CHECK_EQ(made.run({}).exitCode, 0);
    CHECK(!fs::exists(fs::path(made.workspace) / "slurm.json"));  // looking writes nothing
    const auto set = made.run({"--partition", "gpu",  "--gpus",    "2",          "--cpus",         "8",
                               "--memory",    "48G",  "--time",    "1-12:00:00", "--max-parallel", "4",
                               "--warn",      "300",  "--grace",   "60",         "--account",      "lab",
                               "--qos",       "long", "--program", "/opt/safer", "--slurm-folder", "/opt/slurm/bin"});
    CHECK_EQ(set.exitCode, 0);
    CHECK(set.out.find("gpu") != std::string::npos && set.out.find("300 s before") != std::string::npos);
    SlurmSettings expected;
    expected.partition = "gpu";
    expected.gpus = 2;
    expected.cpus = 8;
    expected.memory = "48G";
    expected.time = "1-12:00:00";
    expected.maxParallel = 4;
    expected.warnSeconds = 300;
    expected.graceSeconds = 60;
    expected.account = "lab";
    expected.qos = "long";
    expected.saferProgram = "/opt/safer";
    expected.programFolder = "/opt/slurm/bin";
    CHECK(made.stored() == expected);
    // Lists: repeated, with words that look like options, and emptied again; nothing else changes.
    CHECK_EQ(made.run({"--module", "cuda/12.1", "--module", "apptainer", "--extra=--exclude=n[1-3]",
                       "--extra=--nice=100", "--prefix", "apptainer exec --bind '/a b' x.sif"})
                 .exitCode,
             0);
    expected.modules = {"cuda/12.1", "apptainer"};
    expected.extra = {"--exclude=n[1-3]", "--nice=100"};
    expected.prefix = {"apptainer", "exec", "--bind", "/a b", "x.sif"};
    CHECK(made.stored() == expected);
    CHECK_EQ(made.run({"--module", "", "--extra", "", "--prefix", "", "--partition", "", "--gpus", "0"}).exitCode, 0);
    expected.modules.clear();
    expected.extra.clear();
    expected.prefix.clear();
    expected.partition.clear();
    expected.gpus = 0;
    CHECK(made.stored() == expected);
    const auto json = made.run({"--json"}).json();
    CHECK_EQ(json.at("memory").get<std::string>(), std::string("48G"));
    CHECK_EQ(json.at("gpus").get<int>(), 0);
    CHECK_EQ(made.run({"--reset"}).exitCode, 0);
    CHECK(made.stored() == SlurmSettings());
}

TEST(wrong_settings_are_refused_and_change_nothing) {
    const Fixture made;
    CHECK_EQ(made.run({"--partition", "gpu"}).exitCode, 0);
    // One of each kind; test_slurm_files.cpp has the rest.
    for (const Arguments& wrong :
         {Arguments{"--partition", "a b"}, Arguments{"--gpus", "-1"}, Arguments{"--prefix", "a 'b"},
          Arguments{"--extra=--array=1-9"}, Arguments{"--colour", "red"}}) {
        const auto output = made.run(wrong);
        CHECK(output.exitCode == 2 || output.exitCode == 3);
        CHECK(!output.err.empty() && output.out.empty());
        CHECK_EQ(made.stored().partition, std::string("gpu"));
    }
    CHECK_EQ(safer({"slurm", "settings"}).exitCode, 2);  // of which workspace?
    // A damaged file is not overwritten unless that is asked for.
    CHECK_OK(writeFileAtomically(fs::path(made.workspace) / "slurm.json", "{\"partitions\": \"a\"}"));
    const auto damaged = made.run({"--partition", "cpu"});
    CHECK(damaged.exitCode != 0);
    CHECK(damaged.err.find("--reset") != std::string::npos);
    CHECK_EQ(made.run({"--reset", "--partition", "cpu"}).exitCode, 0);
    CHECK_EQ(made.stored().partition, std::string("cpu"));
}
