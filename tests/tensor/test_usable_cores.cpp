// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/tensor/usable_cores.h"
#include "tests/support/check.h"

#include <sched.h>

using namespace saferscope;
using check::TemporaryFolder;

namespace fs = std::filesystem;

namespace {

/// Control groups as files: what a process of `ofProcess` may use when the named files hold these texts.
int coresWith(const std::string& ofProcess, const std::vector<std::pair<std::string, std::string>>& files) {
    const TemporaryFolder folder;
    const fs::path root = folder.path() / "cgroup";
    fs::create_directories(root);
    for (const auto& [name, text] : files) {
        fs::create_directories((root / name).parent_path());
        CHECK_OK(writeFileAtomically(root / name, text));
    }
    CHECK_OK(writeFileAtomically(folder.path() / "self", ofProcess));
    return usableCores({folder.path() / "self", root});
}

int coresOfThisProcess() {
    cpu_set_t mask;
    CHECK_EQ(::sched_getaffinity(0, sizeof mask, &mask), 0);
    return CPU_COUNT(&mask);
}

}  // namespace

TEST(the_quota_of_a_container_is_the_limit) {
    const int all = coresOfThisProcess();
    CHECK_EQ(coresWith("0::/\n", {{"cpu.max", "100000 100000\n"}}), 1);
    CHECK_EQ(coresWith("0::/\n", {{"cpu.max", "50000 100000\n"}}), 1);
    CHECK_EQ(coresWith("0::/\n", {{"cpu.max", "150000 100000\n"}}), std::min(all, 2));
    CHECK_EQ(coresWith("0::/\n", {{"cpu.max", "6400000 100000\n"}}), all);
    CHECK_EQ(coresWith("0::/\n", {{"cpu.max", "max 100000\n"}}), all);
}

TEST(a_parent_limits_its_children) {
    const int all = coresOfThisProcess();
    CHECK_EQ(coresWith("0::/a/b\n", {{"a/b/cpu.max", "max 100000\n"}, {"a/cpu.max", "100000 100000\n"}}), 1);
    CHECK_EQ(coresWith("0::/a/b\n", {{"a/b/cpu.max", "100000 100000\n"}, {"a/cpu.max", "max 100000\n"}}), 1);
    CHECK_EQ(coresWith("0::/a\n", {{"a/cpu.max", "max 100000\n"}, {"other/cpu.max", "100000 100000\n"}}), all);
    // The path outside the container, where only the container's own group is mounted.
    CHECK_EQ(coresWith("0::/docker/0123\n", {{"cpu.max", "100000 100000\n"}}), 1);
    CHECK_EQ(coresWith("0::/../../x\n", {{"cpu.max", "100000 100000\n"}}), 1);
}

TEST(version_1_groups_are_read_too) {
    const int all = coresOfThisProcess();
    const std::string groups = "4:memory:/x\n2:cpu,cpuacct:/x\n0::/\n";
    CHECK_EQ(coresWith(groups, {{"cpu,cpuacct/x/cpu.cfs_quota_us", "100000\n"},
                                {"cpu,cpuacct/x/cpu.cfs_period_us", "100000\n"}}),
             1);
    CHECK_EQ(coresWith(groups, {{"cpu/cpu.cfs_quota_us", "20000\n"}, {"cpu/cpu.cfs_period_us", "100000\n"}}), 1);
    CHECK_EQ(coresWith(groups, {{"cpu/x/cpu.cfs_quota_us", "-1\n"}, {"cpu/x/cpu.cfs_period_us", "100000\n"}}), all);
    // cpuset is another controller whose name begins alike.
    CHECK_EQ(
        coresWith("3:cpuset:/\n", {{"cpuset/cpu.cfs_quota_us", "100000\n"}, {"cpuset/cpu.cfs_period_us", "100000\n"}}),
        all);
}

TEST(damaged_or_missing_files_mean_no_limit) {
    const int all = coresOfThisProcess();
    for (const char* text : {"", "0 100000", "-5 100000", "100000", "100000 0", "100000 x", "nan 3", "\n\n"}) {
        CHECK_EQ(coresWith("0::/\n", {{"cpu.max", text}}), all);
    }
    CHECK_EQ(coresWith("", {{"cpu.max", "100000 100000\n"}}), all);
    CHECK_EQ(coresWith("nonsense\n0:\n::\n", {}), all);
    CHECK_EQ(usableCores({"/nowhere/self", "/nowhere"}), all);
    CHECK(usableCores() >= 1 && usableCores() <= all);
}

TEST(the_affinity_mask_is_the_limit) {
    cpu_set_t before;
    CHECK_EQ(::sched_getaffinity(0, sizeof before, &before), 0);
    cpu_set_t one;
    CPU_ZERO(&one);
    for (int core = 0; core < CPU_SETSIZE && CPU_COUNT(&one) == 0; ++core) {
        if (CPU_ISSET(core, &before)) {
            CPU_SET(core, &one);
        }
    }
    CHECK_EQ(::sched_setaffinity(0, sizeof one, &one), 0);
    const int cores = usableCores();
    CHECK_EQ(::sched_setaffinity(0, sizeof before, &before), 0);
    CHECK_EQ(cores, 1);
}
